from django.urls import path

from firebell.improve.views import causes, complaints, goodwill, ideas, offers

urlpatterns = [
    path("improve/", complaints.register, name="improve"),
    path("improve/complaints.csv", complaints.as_csv, name="complaints-csv"),
    path("improve/complaints.jsonl", complaints.as_json_lines, name="complaints-jsonl"),
    path("improve/complaints/new/", complaints.new, name="complaint-new"),
    path("improve/complaints/<int:complaint>/", complaints.complaint, name="complaint"),
    path("improve/complaints/<int:complaint>/move/", complaints.move, name="complaint-move"),
    path("improve/causes/", causes.causes, name="causes"),
    path("improve/causes/new/", causes.add, name="cause-new"),
    path("improve/causes/<int:cause>/", causes.change, name="cause"),
    path("improve/register/", causes.keep, name="register"),
    path("improve/offers/", offers.offers, name="offers"),
    path("improve/offers/new/", offers.edit, name="offer-new"),
    path("improve/offers/<int:offer>/", offers.edit, name="offer"),
    path("improve/offers/<int:offer>/retire/", offers.retire, name="offer-retire"),
    path("improve/goodwill/", goodwill.goodwill, name="goodwill"),
    path("improve/goodwill/<int:goodwill>/decide/", goodwill.decide, name="goodwill-decide"),
    path("improve/goodwill/<int:goodwill>/outcome/", goodwill.outcome, name="goodwill-outcome"),
    path("improve/cases/<int:number>/goodwill/", goodwill.give, name="case-goodwill"),
    path("improve/cases/<int:number>/idea/", ideas.ask_too, name="case-idea"),
    path("improve/ideas/", ideas.ideas, name="ideas"),
    path("improve/ideas/new/", ideas.new, name="idea-new"),
    path("improve/ideas/<int:idea>/", ideas.idea, name="idea"),
    path("improve/ideas/<int:idea>/edit/", ideas.edit, name="idea-edit"),
    path("improve/ideas/<int:idea>/decide/", ideas.decide, name="idea-decide"),
    path("improve/ideas/<int:idea>/messages/", ideas.prepare, name="idea-messages"),
    path("improve/ideas/<int:idea>/asks/<int:ask>/", ideas.tell, name="idea-tell"),
]
