"""Photos of ads: re-encoded copies only, so that nothing hidden in the uploaded file is served."""

from django.db import models
from django.utils import timezone


class Photo(models.Model):
    """One photo of a listing.

    `key` is the stem of its files in the media directory (`<key>-<width>.webp` for each of `widths`; with `has_avif`
    each as `.avif`, too), `sha256` that of the uploaded bytes, `pdq` the perceptual hash (64 hexadecimal
    digits; empty where the photo has too little detail for one).
    `position` is its place in the draft, none when it was taken out.
    """

    listing = models.ForeignKey("listings.Listing", on_delete=models.CASCADE, related_name="photos")
    key = models.CharField(max_length=40, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    widths = models.JSONField(default=list)
    has_avif = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    md5 = models.CharField(max_length=32, blank=True)
    pdq = models.CharField(max_length=64)
    alt = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"photo {self.key} of {self.listing_id}"

    def path(self, width: int, form: str = "webp") -> str:
        """The file of the smallest copy that is at least `width` pixels wide, relative to the media directory."""
        wide_enough = [w for w in self.widths if w >= width]
        return f"photos/{self.key[:2]}/{self.key}-{min(wide_enough) if wide_enough else max(self.widths)}.{form}"

    @property
    def files(self) -> list[str]:
        """All files that there may be of it, relative to the media directory: what goes when the photo goes."""
        return [self.path(width, form) for width in self.widths for form in ("webp", "avif")]


class RevisionPhoto(models.Model):
    """A photo as one revision showed it."""

    revision = models.ForeignKey("listings.ListingRevision", on_delete=models.CASCADE, related_name="shown_photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    alt = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="photo_position")]

    def __str__(self) -> str:
        return f"{self.photo_id} in revision {self.revision_id}"
