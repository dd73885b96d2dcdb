package dev.tocsin.notifier.rocketchat;

import dev.tocsin.model.delivery.Outcome;
import dev.tocsin.notifier.http.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What the answers of a preflight mean (contracts/rocketchat.md 3.8 and 3.9). */
final class PreflightAnswers {
    /** The roles that Rocket.Chat lets past its limits unless somebody has changed that. */
    private static final Set<String> UNLIMITED = Set.of("admin", "bot", "app");

    private static final Reply.Answer NO_ANSWER = new Reply.Answer(0, Map.of(), "");

    private final RestRoom room;
    private final RestAnswers answers;

    PreflightAnswers(RestRoom room, RestAnswers answers) {
        this.room = room;
        this.answers = answers;
    }

    /** Whether nobody has answered who could be asked more. */
    static boolean isAway(Reply reply) {
        return switch (reply) {
            case Reply.Failure(Outcome outcome) -> outcome instanceof Outcome.Retryable;
            case Reply.Answer answer -> answer.status() >= 500 || answer.status() == 429;
        };
    }

    /** Whether the account was accepted. */
    static boolean knows(Reply me) {
        return me instanceof Reply.Answer answer
                && answer.status() == 200
                && Said.in(answer).json().has("_id");
    }

    /** The meaning of the answers of info, me and rooms.info, or of the first of them if there are no more. */
    Preflight of(Reply... replies) {
        for (Reply reply : replies) {
            if (isAway(reply)) {
                return new Preflight.Retry(reason(reply));
            }
        }
        List<String> findings = new ArrayList<>();
        String version = body(replies[0]).path("version").asString("");
        if (version.isEmpty()) {
            findings.add("this address does not say that it is a Rocket.Chat: " + reason(replies[0]));
        }
        JsonNode me = replies.length > 1 ? body(replies[1]) : body(replies[0]);
        if (replies.length > 1) {
            account(replies[1], findings);
        }
        if (room.isPerson()) {
            findings.add(room.personWords());
        }
        if (replies.length > 2) {
            room(replies[2], roles(me), findings);
        }
        return new Preflight.Done(shown(version), shown(me.path("username").asString("")), findings);
    }

    private void account(Reply reply, List<String> findings) {
        if (!knows(reply)) {
            findings.add("the account is not accepted: " + reason(reply));
            return;
        }
        JsonNode me = body(reply);
        if (!me.path("_id").asString("").equals(room.connection().userId())) {
            findings.add("the token belongs to another user id than the configured one");
        }
        if (me.path("active").isBoolean() && !me.path("active").booleanValue()) {
            findings.add("the account is deactivated");
        }
        if (Collections.disjoint(roles(me), UNLIMITED)) {
            findings.add(
                    "the account has none of the roles bot, app and admin, and so probably not the permissions"
                            + " api-bypass-rate-limit and send-many-messages: Rocket.Chat takes few messages at a time from it");
        }
    }

    private void room(Reply reply, Set<String> roles, List<String> findings) {
        JsonNode found = body(reply).path("room");
        if (found.path("_id").asString("").isEmpty()) {
            findings.add(
                    reply instanceof Reply.Answer answer && Said.in(answer).failure()
                            ? RoomWords.of(room, Said.in(answer), answers)
                            : "looking for " + room.shown() + ": " + reason(reply));
            return;
        }
        if (found.path("archived").booleanValue(false)) {
            findings.add(room.shown() + " is archived");
        }
        if (found.path("ro").booleanValue(false) && !roles.contains("admin")) {
            findings.add(
                    room.shown() + " is read-only: the account needs the permission post-readonly, which owners and"
                            + " moderators of the room have and the role bot has not");
        }
        if (found.path("encrypted").booleanValue(false)) {
            findings.add(room.shown() + " is end-to-end encrypted, and takes nothing over REST");
        }
    }

    private static Set<String> roles(JsonNode me) {
        Set<String> roles = new TreeSet<>();
        me.path("roles").values().forEach(role -> roles.add(role.asString("")));
        return roles;
    }

    private static JsonNode body(Reply reply) {
        return Said.in(reply instanceof Reply.Answer answer ? answer : NO_ANSWER)
                .json();
    }

    private String reason(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer ->
                answers.whoever(answer)
                        .map(Outcome::reason)
                        .orElseGet(() -> answer.status() + " "
                                + answers.quoted(Said.in(answer).words()));
            case Reply.Failure(Outcome outcome) -> outcome.reason();
        };
    }

    private String shown(String word) {
        return answers.quoted(word);
    }
}
