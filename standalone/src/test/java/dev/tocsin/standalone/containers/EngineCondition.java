package dev.tocsin.standalone.containers;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** Asks whether an engine answers and has the images, or can pull them. */
final class EngineCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> images = AnnotationSupport.findAnnotation(context.getElement(), Containers.class)
                .map(Containers::value)
                .map(List::of)
                .orElse(List.of());
        if (images.isEmpty()) {
            return ConditionEvaluationResult.enabled("needs no image");
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.disabled("no container engine answers");
        }
        return images.stream()
                .map(EngineCondition::missing)
                .flatMap(Optional::stream)
                .findFirst()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("an engine answers and has the images"));
    }

    private static Optional<String> missing(String image) {
        try {
            new RemoteDockerImage(DockerImageName.parse(image)).get();
            return Optional.empty();
        } catch (ContainerFetchException e) {
            return Optional.of("the engine neither has " + image + " nor can pull it: " + e.getMessage());
        }
    }
}
