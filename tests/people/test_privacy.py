"""What is kept, and why: told by the program from what it does."""

from collegium.people import purposes


def test_the_record_has_a_line_for_each_purpose(client, tom):
    client.force_login(tom)

    page = client.get("/privacy/record/").content.decode()

    assert page.count('<th scope="row">') == len(purposes.told()) > 20
    assert "What somebody must not eat" in page
    assert "/privacy/record/" in client.get("/me/held/").content.decode()


def test_the_assessment_is_filled_in_as_far_as_the_program_knows(client, rob, northgate):
    client.force_login(rob)

    page = client.get("/schools/northgate/assessment/").content.decode()

    assert "Colleagues of Northgate High learn together" in page
    assert "for 14 nights" in page
    assert "/schools/northgate/assessment/" in client.get("/schools/northgate/staff/").content.decode()


def test_pupils_and_parents_read_it_without_an_account_and_without_a_trace(client, db):
    answer = client.get("/privacy/")

    assert (answer.status_code, answer.cookies.output()) == (200, "")
    assert "You have no account" in answer.content.decode()
