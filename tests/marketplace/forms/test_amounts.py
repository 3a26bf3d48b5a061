"""Reading prices."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from haven.marketplace.forms.amounts import AmountField, plain_amount


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("450", "450"), ("9.50", "9.50"), ("9,50", "9.50"), ("9,5", "9.5"), ("1,250", "1250"), ("1.250", "1250"),
        ("1.250,00", "1250.00"), ("1,250.00", "1250.00"), ("€ 1 250", "1250"), ("12.345.678", "12345678"), ("0", "0"),
        (" 320 ", "320"), ("1,2500", "1.2500"), ("9,50 €", "9.50"), ("CHF 80", "80"), ("80 CHF", "80"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert plain_amount(typed) == meant


@pytest.mark.parametrize(
    "typed", ["a lot", "12 apples", "-3", "1e5", "NaN", "Infinity", "1.2.3,4,5", "9.9999", "٣", "1 2"]
)
def test_what_is_no_price_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        AmountField().clean(typed)


@given(st.decimals(min_value=0, max_value=Decimal("9999999999.99"), places=2))
def test_what_is_shown_reads_back_the_same(amount: Decimal) -> None:
    field = AmountField()
    assert field.clean(str(field.prepare_value(amount))) == amount
    assert field.clean(f"{amount:,.2f}") == amount


@given(st.text(max_size=30))
def test_nothing_typed_breaks_it(typed: str) -> None:
    try:
        value = AmountField(required=False).clean(typed)
    except ValidationError:
        return
    assert value is None or value >= 0
