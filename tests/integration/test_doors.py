"""Only the doors that are meant to be open are open, and every answer carries its safeguards."""

from __future__ import annotations

import httpx
import pytest

from tests.respondent import Respondent
from tests.service import Service

pytestmark = pytest.mark.rasa

HEADER = "X-Sounding-Board-Secret"
SAFEGUARDS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class TestRasa:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/model"),
            ("PUT", "/model"),
            ("DELETE", "/model"),
            ("POST", "/model/train"),
            ("POST", "/model/parse"),
            ("POST", "/model/predict"),
            ("GET", "/domain"),
            ("GET", "/status"),
            ("GET", "/conversations/{id}/tracker"),
            ("POST", "/conversations/{id}/tracker/events"),
            ("POST", "/conversations/{id}/execute"),
            ("POST", "/conversations/{id}/trigger_intent"),
            ("POST", "/conversations/{id}/messages"),
            ("GET", "/webhooks/rest/"),
            ("POST", "/webhooks/rest/webhook"),
            ("POST", "/webhooks/callback/webhook"),
            ("GET", "/socket.io/"),
        ],
    )
    def test_opens_no_door_but_ours(
        self, service: Service, respondent: Respondent, method: str, path: str
    ) -> None:
        response = httpx.request(
            method,
            service.rasa_url + path.format(id=respondent.conversation),
            json={"sender": "x", "message": "/restart"} if method != "GET" else None,
            trust_env=False,
            verify=False,
        )

        assert response.status_code in (404, 405), response.text

    @pytest.mark.parametrize("secret", [None, "", "wrong", "a-secret-for-one-service-in-test"])
    def test_takes_no_message_with_another_secret(
        self, service: Service, respondent: Respondent, secret: str | None
    ) -> None:
        response = httpx.post(
            f"{service.rasa_url}/webhooks/consultation/message",
            json={"sender": respondent.conversation, "inbound": "1", "text": "hello"},
            headers={} if secret is None else {HEADER: secret},
            trust_env=False,
            verify=False,
        )

        assert response.status_code == 403
        assert service.secret not in response.text


class TestActions:
    @pytest.mark.parametrize("secret", [None, "", "wrong"])
    def test_run_for_nobody_with_another_secret(self, service: Service, secret: str | None) -> None:
        response = httpx.post(
            f"{service.url}/internal/actions",
            json={"next_action": "action_withdraw_for_good"},
            headers={} if secret is None else {HEADER: secret},
            trust_env=False,
            verify=False,
        )

        assert response.status_code == 403

    def test_say_which_is_missing_and_no_more(self, service: Service) -> None:
        response = httpx.post(
            f"{service.url}/internal/actions",
            json={
                "next_action": "action_of_dreams",
                "tracker": {"sender_id": "a", "slots": {}, "events": []},
                "domain": {},
            },
            headers={HEADER: service.secret},
            trust_env=False,
            verify=False,
        )

        assert response.status_code == 404
        assert response.json()["action_name"] == "action_of_dreams"


class TestHealth:
    def test_says_that_the_process_is_alive_and_every_part_is_ready(self, service: Service) -> None:
        assert httpx.get(f"{service.url}/healthz", trust_env=False, verify=False).status_code == 200
        ready = httpx.get(f"{service.url}/readyz", trust_env=False, verify=False).json()
        assert set(ready["parts"].values()) == {True}

    @pytest.mark.parametrize(
        "headers", [{"X-Forwarded-For": "203.0.113.7"}, {"Forwarded": "for=203.0.113.7"}]
    )
    def test_shows_no_figures_through_the_public_address(
        self, service: Service, headers: dict[str, str]
    ) -> None:
        where = f"{service.url}/metrics"

        assert httpx.get(where, trust_env=False, verify=False).status_code == 200
        refused = httpx.get(where, headers=headers, trust_env=False, verify=False)
        assert refused.status_code == 404
        assert "python_info" not in refused.text


class TestEveryAnswer:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/"),
            ("GET", "/nowhere"),
            ("GET", "/healthz"),
            ("GET", "/readyz"),
            ("GET", "/metrics"),
            ("GET", "/api/v1/consultations"),
            ("GET", "/api/v1/openapi.json"),
            ("GET", "/api/v1/nowhere"),
            ("POST", "/api/v1/conversations"),
            ("POST", "/internal/actions"),
            ("GET", "/static/nowhere.css"),
            ("DELETE", "/"),
        ],
    )
    def test_carries_the_safeguards(self, service: Service, method: str, path: str) -> None:
        response = httpx.request(method, service.url + path, trust_env=False, verify=False)

        assert response.status_code < 500
        for name, value in SAFEGUARDS.items():
            assert response.headers[name] == value
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "server" not in response.headers

    def test_carries_them_when_it_refuses_a_body(self, service: Service) -> None:
        response = httpx.post(
            f"{service.url}/api/v1/conversations",
            content=b"x" * 1_000_000,
            trust_env=False,
            verify=False,
        )

        assert response.status_code == 413
        assert response.headers["x-content-type-options"] == "nosniff"

    def test_is_kept_by_no_shared_cache(self, service: Service) -> None:
        for path in ("/api/v1/consultations", "/healthz", "/nowhere"):
            response = httpx.get(service.url + path, trust_env=False, verify=False)

            assert response.headers["cache-control"] == "no-store"
