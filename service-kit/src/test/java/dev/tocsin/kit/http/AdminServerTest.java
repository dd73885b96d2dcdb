package dev.tocsin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kit.BuildInfo;
import dev.tocsin.kit.lifecycle.CheckResult;
import dev.tocsin.kit.metrics.ServiceMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AdminServerTest {
    private final Map<String, CheckResult> checks = new LinkedHashMap<>();
    private final ServiceMetrics metrics = new ServiceMetrics("tocsin-demo", new BuildInfo("1.2.3"));
    private final HttpClient client = HttpClient.newHttpClient();
    private CheckResult reloaded = CheckResult.ok();
    private final AdminServer server = new AdminServer(
            new ListenAddress("127.0.0.1", 0),
            new AdminRoutes(() -> checks, metrics.registry()).withReload(() -> reloaded),
            routes -> routes.get(
                            "/extra",
                            ctx -> ctx.result(
                                    String.valueOf(Thread.currentThread().isVirtual())))
                    .get("/broken", ctx -> {
                        throw new IllegalStateException("geheim");
                    }));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        server.close();
        metrics.close();
        client.close();
    }

    @Test
    void isHealthyWhileItLives() throws Exception {
        checks.put("kafka", CheckResult.failed("no broker answers"));

        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyWhenEverythingIs() throws Exception {
        checks.put("kafka", CheckResult.ok());

        HttpResponse<String> ready = get("/-/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(ready.body()).isEqualTo("{\"status\":\"ready\",\"failing\":{}}");
    }

    @Test
    void saysWhatIsWorthKnowingAboutWhatIsReady() throws Exception {
        checks.put("kafka", CheckResult.ok());
        checks.put("notifier", CheckResult.ok(List.of("receiver a: the room #x is archived")));

        HttpResponse<String> ready = get("/-/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"ready\",\"failing\":{},"
                        + "\"remarks\":{\"notifier\":[\"receiver a: the room #x is archived\"]}}");
    }

    @Test
    void saysWhatIsNotReadyAndWhy() throws Exception {
        checks.put("store", CheckResult.ok());
        checks.put("kafka", CheckResult.failed("no broker answers"));

        HttpResponse<String> ready = get("/-/ready");

        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("{\"status\":\"not ready\",\"failing\":{\"kafka\":\"no broker answers\"}}");
    }

    @Test
    void answersHeadAsGetButWithoutABody() throws Exception {
        checks.put("kafka", CheckResult.failed("no broker answers"));

        assertThat(head("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(head("/metrics").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = head("/-/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).isEmpty();
    }

    @Test
    void exportsThePrometheusTextByDefault() throws Exception {
        HttpResponse<String> page = get("/metrics");

        assertThat(page.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(page.body())
                .contains("tocsin_build_info{service=\"tocsin-demo\",version=\"1.2.3\"} 1")
                .contains("jvm_memory_used_bytes{", "process_cpu_usage", "process_uptime_seconds")
                .doesNotContain("# EOF");
    }

    @Test
    void exportsOpenMetricsOnRequest() throws Exception {
        HttpRequest request = request("/metrics")
                .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2")
                .build();

        HttpResponse<String> page = client.send(request, BodyHandlers.ofString());

        assertThat(page.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(page.body())
                .contains("tocsin_build_info{service=\"tocsin-demo\",version=\"1.2.3\"} 1")
                .endsWith("# EOF\n");
    }

    @Test
    void reloadsOnPost() throws Exception {
        HttpResponse<String> good = post("/-/reload");
        reloaded = CheckResult.failed("tocsin.yml line 3: no such receiver");
        HttpResponse<String> bad = post("/-/reload");

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(bad.statusCode()).isEqualTo(500);
        assertThat(bad.body()).isEqualTo("tocsin.yml line 3: no such receiver\n");
        assertThat(bad.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test
    void refusesWithProblemBodies() throws Exception {
        HttpResponse<String> unknown = get("/nothing");
        HttpResponse<String> wrongMethod = get("/-/reload");
        HttpResponse<String> broken = get("/broken");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unknown.body()).contains("\"type\":\"about:blank\"", "\"title\":\"Not Found\"", "\"status\":404");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("POST");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).doesNotContain("geheim").contains("its log says why");
    }

    @Test
    void servesMoreRoutesOnVirtualThreadsAndDoesNotNameItself() throws Exception {
        HttpResponse<String> extra = get("/extra");

        assertThat(extra.body()).isEqualTo("true");
        assertThat(extra.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void isFailedWhenClosed() {
        assertThat(server.check()).isEqualTo(CheckResult.ok());

        server.close();

        assertThat(server.check()).isEqualTo(CheckResult.failed("not started"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return client.send(request(path).HEAD().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }
}
