package dev.tocsin.notifier.rocketchat;

import java.util.Locale;

/** What a refusal of rooms.info means, in a sentence. */
final class RoomWords {
    private RoomWords() {}

    static String of(RestRoom room, Said said, RestAnswers answers) {
        // The code stands in one or the other, and is written in more than one way.
        String code = (said.json().path("errorType").asString("") + " " + said.error())
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
        if (code.contains("error-room-not-found")) {
            return "Rocket.Chat has not " + room.shown()
                    + (room.isId() ? "; if it is a name, write it with a #" : ", or the account may not see it");
        }
        if (code.contains("error-room-archived")) {
            return room.shown() + " is archived";
        }
        if (code.contains("not-allowed")) {
            return "the account is no member of " + room.shown();
        }
        return "looking for " + room.shown() + ": 400 " + answers.quoted(said.words());
    }
}
