from firebell.improve.models.complaints import Complaint, Register, RootCause
from firebell.improve.models.ideas import Idea, IdeaAsk
from firebell.improve.models.offers import Goodwill, Offer

__all__ = ["Complaint", "Goodwill", "Idea", "IdeaAsk", "Offer", "Register", "RootCause"]
