"""The signals for messages, one file each. What is known of ads is in `haven.screening.signals`.

Must not know: policies.
"""

from haven.screening.messages import (
    account_trade,
    advance_fee,
    advert_voice,
    call_a_number,
    code_request,
    come_to_inbox,
    decorated_letters,
    free_offer,
    income_promise,
    invite_link,
    mass_text_footer,
    money_amount,
    number_given,
    paid_chat,
    phishing_alert,
    picture_crowd,
    premium_rate,
    prize,
    safe_payment_scheme,
    short_code,
    urgency,
    waiting_message,
    web_address,
)
from haven.screening.signal import Signal

ALL: tuple[Signal, ...] = (
    account_trade.SIGNAL,
    advance_fee.SIGNAL,
    advert_voice.SIGNAL,
    call_a_number.SIGNAL,
    code_request.SIGNAL,
    come_to_inbox.SIGNAL,
    decorated_letters.SIGNAL,
    free_offer.SIGNAL,
    income_promise.SIGNAL,
    invite_link.SIGNAL,
    mass_text_footer.SIGNAL,
    money_amount.SIGNAL,
    number_given.SIGNAL,
    paid_chat.SIGNAL,
    phishing_alert.SIGNAL,
    picture_crowd.SIGNAL,
    premium_rate.SIGNAL,
    prize.SIGNAL,
    safe_payment_scheme.SIGNAL,
    short_code.SIGNAL,
    urgency.SIGNAL,
    waiting_message.SIGNAL,
    web_address.SIGNAL,
)
