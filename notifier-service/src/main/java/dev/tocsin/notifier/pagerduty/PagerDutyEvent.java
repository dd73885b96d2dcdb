package dev.tocsin.notifier.pagerduty;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The body of a call, without the key.
 *
 * @param routingKey of the integration, a secret
 * @param action trigger or resolve
 * @param dedupKey which incident it is about
 * @param payload what is told
 * @param links where to go on reading
 */
record PagerDutyEvent(
        @JsonProperty("routing_key") String routingKey,
        @JsonProperty("event_action") String action,
        @JsonProperty("dedup_key") String dedupKey,
        Payload payload,
        List<Link> links) {

    /**
     * What is told.
     *
     * @param summary the incident's title
     * @param source the affected system
     * @param severity critical, error, warning or info
     * @param timestamp since when
     * @param component of the system, possibly empty
     * @param group the labels of the group, possibly empty
     * @param type of alert, possibly empty
     * @param details labels and annotations
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Payload(
            String summary,
            String source,
            String severity,
            String timestamp,
            String component,
            String group,
            @JsonProperty("class") String type,
            @JsonProperty("custom_details") Map<String, String> details) {}

    /**
     * A link.
     *
     * @param href http or https
     * @param text its name
     */
    record Link(String href, String text) {}

    /** Without the key. */
    @Override
    public String toString() {
        return action + " " + dedupKey;
    }
}
