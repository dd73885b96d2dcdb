package dev.tocsin.notifier.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ids of a lane's messages. They say what they are made of, so that the same batch has the same id at every owner,
 * and a wiped cluster, whose offsets begin again, has others (hazards.md A3).
 *
 * @param cluster Kafka's cluster id
 * @param topicId Kafka's id of the topic
 * @param lane the lane
 * @param room what makes the destination this one
 */
public record MessageIds(String cluster, String topicId, LaneKey lane, String room) {
    private static final int LENGTH = 24;

    /** The id of the message that tells this range. */
    public String of(long first, long end) {
        String made = String.join(
                "\n",
                cluster,
                topicId,
                Integer.toString(lane.partition()),
                Long.toString(first),
                Long.toString(end),
                lane.receiver(),
                room);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(made.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
