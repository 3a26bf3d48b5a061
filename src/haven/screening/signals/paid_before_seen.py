"""Signal: the money is due before anybody has seen what it is for."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_PAY = "pay|pays|paid|paying|payment|wire|transfer|send|deposit|money|rent|fee"
_ZAHL = "zahlung|bezahlung|uberweisung|geld|geldeingang|anzahlung|kaution|abloese|ablose|reservierung"
_PAGO = "pago|ingreso|transferencia|senal|reserva|dinero|fianza|bizum"
_AHEAD = Phrases(f"""
    pay|pays first, first pay|paid gets|get|takes|take, first|who to? pay|pays .. gets|takes|keeps,
    prepay|prepaid|prepayment, pay|paid|payment|money|cash|transfer|rent .. in full? advance|upfront|beforehand,
    in advance in full, pay|send|transfer|wire .. now, take|need|want|require .. month|months|rent|money|half now,
    half|part|50 .. now|upfront .. half|rest|balance, half now,
    {_PAY} .. before you? come|view|visit|see|collect|meet|arrive|thursday|viewing|delivery|collection,
    cash app|zelle|venmo|paypal|bizum .. before|b4,
    address|location|number|numbers|key|keys|code .. after payment|deposit,
    location|address|viewing|slot|visit|dossier|code .. upon|after|on|following receipt|payment|deposit,
    as|once soon? .. payment|deposit|money|funds .. lands|clears|arrives|received|in,
    once|when .. paid .. send|release|ship,
    pay|payment|paid .. and it|we|i|then goes|ships|ship|send|release|releases|dispatch*|roll|rolls,
    payment .. and pallet|parcel|goods|item, pay .. then|and .. address|street|number|numbers|code,
    reserve|book now .. view|see|visit later|when|after, deposit|# secures|holds|reserves,
    wire|transfer|pay|send .. arrival|then|and you|our, by instant transfer,
    token|voucher|code .. then|releases|release, pay .. we|i|agent .. release|releases, vorkasse, im voraus,
    vorab {_ZAHL}|uberweisen|zahlen, {_ZAHL} vorab|vorher|zuerst|sofort,
    nach|erst|gegen {_ZAHL} .. besichtig*|zeigen|schlussel|adresse|versand, besichtig*|zeigen .. nach der? {_ZAHL},
    wer .. heute|zuerst|sofort .. zahlt|bezahlt|uberweist, heute|sofort|zuerst uberweist|zahlt|bezahlt|uberweisen,
    echtzeituberweisung|sofortuberweisung .. vor|vorher|vorkasse, bis zum einzug sicher,
    avant|sans toute? visite|visiter|voir|livraison|remise .. acompte|virement|versement|paiement|mandat,
    acompte|virement|versement|paiement|mandat|arrhes .. avant|reserve|bloque|confirme|valide|ensuite|apres,
    payez|versez|envoyez|reglez .. avant|et|puis .. vous|je|on|nous, payer|paiement d'avance|davance|avance|anticipe,
    acompte|versement|virement #, vous payez la|une moitie, des reception|paiement|virement,
    {_PAGO} .. antes|previo|previa|por adelantado|adelantado|ahora|ya|mismo, quien paga|pague primero|antes,
    el|la que haga|pague|ingrese .. se lo|la queda|lleva, para bloquear*|reservar*|apartar* .. {_PAGO}|#,
    por adelantado, pago anticipado, cuando|en haya|cuanto .. ingreso|pago|transferencia|senal,
    pagas|paga|ingresa|envia .. y luego? te|se|sale|recibes|mandamos|enviamos, pagas #,
    deposit|payment|money|transfer .. to hold|secure|reserve|book|keep it|the|this|your|yours,
    to take it|the|ad off|down .. deposit|payment,
    once|after the? payment|deposit|money is|has made|arrived .. send|ship|post|give|release,
    once|after the? payment|deposit|money is|has arrives|cleared|received .. send|ship|post|give|release,
    payment .. before dispatch|posting|shipping|delivery|collection|postage, money up front, upfront payment,
    advance rent|payment, pay .. today and|to|then, transfer today|now,
    non refundable deposit|booking|reservation .. before|to, pay to hold|reserve, gegen vorkasse|vorauskasse,
    vorauszahlung, anzahlung|reservierung sichert|sichern|per uberweisung|paypal,
    kaution .. vorab|vorher|uberweisen .. schlussel|besichtigung, erst zahlen dann, nach zahlungseingang,
    paiement a la commande|avant, reservation|caution .. par|avant|des virement|visite|maintenant,
    caution avant la? visite, argent d'avance|davance, envoi apres|des paiement|virement|reception,
    reserva .. con|por|mediante transferencia|bizum|ingreso, anticipo, paga y senal,
    senal|deposito|anticipo para|de reservar|reserva|apartar, deposito antes de, envio tras|al recibir el? pago,
    pago antes de
""")
_HONEST = Phrases("""
    contract, at|on the? signing, sign|signed|signature, when|after you|you've|youve .. seen|viewed|visited|inspected,
    after .. viewing|visit|inspection, not|never before, move in|moving in, on collection, on the spot|night|door,
    at|in the|our kitchen, card terminal, cancel|cancellation free, public liability, escrow with|own, vertrag,
    bei|nach besichtigung|unterschrift|ubergabe|schlusselubergabe|abholung, contrat, signature|signer,
    apres|lors .. visite, sur place, a la remise, contrato, firma|firme|firmar, despues .. visita|ver, en mano,
    no antes, never before
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Money first, neither denied nor warned of, and no word of a contract, a visit or a hand-over beside it."""
    honest = reading.find(_HONEST)
    ahead = [span for span in reading.stated(_AHEAD) if not reading.near([span], honest, 6)]
    return at(reading, ahead[0] if ahead else None, "The money is due before anybody can look.")


SIGNAL = Signal(
    slug="paid-before-seen",
    title="Paid before it is seen",
    looks_for="Money that is due first: in full and in advance, to hold, reserve or secure something, or in return "
    "for an address, a code or a visit. Silent where a contract, a signature, a visit or a hand-over stands beside it.",
    sources=(
        Source("Federal Trade Commission", "Rental Listing Scams (Consumer Advice)"),
        Source("Action Fraud", "Online shopping and purchase fraud (guidance)"),
    ),
    ground="fraud",
    weight=25,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Phone, boxed. Pay first and it goes out tonight.", "goods"),
        Example("Room in a shared house, £150 secures it, address follows.", "housing"),
        Example("Nähmaschine neu, nur Vorkasse, wer heute bezahlt, bekommt Garn dazu.", "goods", language="de"),
        Example("Vélo électrique, un acompte de 90 € réserve la vente.", "goods", language="fr"),
        Example("Piso céntrico, quien paga primero se lo queda.", "housing", language="es"),
    ),
    silent=(
        Example("Room to let. You pay the deposit when you sign the agreement, after you have seen it.", "housing"),
        Example("Van for sale, cash or bank transfer when you collect. Never pay in advance, whoever asks.", "goods"),
        Example("Kaution bei Schlüsselübergabe, nach der Besichtigung.", "housing", language="de"),
        Example("Acompte à la signature du contrat, après la visite.", "housing", language="fr"),
        Example("Fianza cuando se firme el contrato y no antes.", "housing", language="es"),
    ),
    find=find,
)
