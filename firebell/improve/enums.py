from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    """What a complaint is about, in the words of a register."""

    DELIVERY = "delivery", _("Delivery and waiting")
    PRODUCT = "product", _("Product or service")
    BILLING = "billing", _("Price and billing")
    CONDUCT = "conduct", _("How people were treated")
    INFORMATION = "information", _("Wrong or missing information")
    PRIVACY = "privacy", _("Privacy")
    ACCESS = "access", _("Accessibility")
    HANDLING = "handling", _("How a complaint was handled")
    OTHER = "other", pgettext_lazy("complaint", "Something else")


class ComplaintState(models.TextChoices):
    """The states of `core.improve.complaint_states`; a test holds them equal."""

    OPEN = "open", _("Being looked into")
    DECIDED = "decided", pgettext_lazy("complaint", "Decided")
    CLOSED = "closed", pgettext_lazy("complaint", "Closed")


class Finding(models.TextChoices):
    UPHELD = "upheld", _("The complaint is right")
    PARTLY = "partly", _("It is right in part")
    REJECTED = "rejected", _("It is not right")


class DeadlineTold(models.TextChoices):
    """Of which stage of a deadline the ledger knows; as `core.improve.complaint_states`."""

    NONE = "", _("In time")
    NEAR = "near", _("Comes near")
    PASSED = "passed", _("Has passed")


class OfferKind(models.TextChoices):
    VOUCHER = "voucher", _("Voucher")
    REFUND = "refund", _("Money back")
    DISCOUNT = "discount", _("Discount")
    UPGRADE = "upgrade", _("Upgrade")
    GIFT = "gift", _("Gift")
    OTHER = "other", pgettext_lazy("offer", "Something else")


class GoodwillState(models.TextChoices):
    ASKED = "asked", _("A lead is asked")
    REFUSED = "refused", _("Not granted")
    GRANTED = "granted", _("Granted")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined by the person")


class IdeaState(models.TextChoices):
    """The states of `core.improve.idea_states`; a test holds them equal."""

    NEW = "new", pgettext_lazy("idea", "New")
    PLANNED = "planned", pgettext_lazy("idea", "Planned")
    DONE = "done", pgettext_lazy("idea", "Done")
    DECLINED = "declined", pgettext_lazy("idea", "Not done")


class Telling(models.TextChoices):
    """What became of the message to somebody who asked. None leaves by itself."""

    NONE = "", _("Not told yet")
    PREPARED = "prepared", _("Message prepared")
    TOLD = "told", _("Told")
    LEFT_OUT = "left_out", _("Left out")


class Listed(models.TextChoices):
    """The standing views of the register, in the order of the screen."""

    OPEN = "open", _("Open complaints")
    DUE = "due", _("With a deadline")
    CLOSED = "closed", pgettext_lazy("complaints", "Closed")
    ALL = "all", pgettext_lazy("complaints", "All")
