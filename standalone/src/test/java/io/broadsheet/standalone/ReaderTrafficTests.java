package io.broadsheet.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Readers that are played, as an API hears of them.
 */
class ReaderTrafficTests {

	private static final String LIST = "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"}],\"next\":null}";

	private final JsonMapper json = new JsonMapper();

	private final Queue<JsonNode> views = new ConcurrentLinkedQueue<>();

	private final Queue<String> reactions = new ConcurrentLinkedQueue<>();

	private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

	private HttpServer api;

	private ReaderTraffic traffic;

	private volatile boolean away;

	private volatile String list = LIST;

	@BeforeEach
	void startApi() throws IOException {
		this.api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.api.createContext("/", this::answer);
		this.api.start();
	}

	@AfterEach
	void stopAll() {
		this.traffic.stop();
		this.api.stop(0);
	}

	@Test
	void soManyReadersViewArticlesEachSecondInArraysThatAreTaken() {
		play(1_200);
		await().atMost(20, TimeUnit.SECONDS).until(() -> this.views.size() >= 6);
		List<JsonNode> first = new ArrayList<>(this.views).subList(0, 6);
		assertThat(first).extracting(JsonNode::size).containsExactly(500, 500, 200, 500, 500, 200);
		Set<String> visitors = new HashSet<>();
		first.forEach((array) -> array.forEach((view) -> {
			assertThat(view.path("articleId").asString()).isIn("a", "b", "c");
			visitors.add(view.path("visitor").asString());
		}));
		assertThat(visitors.size()).as("different readers").isGreaterThan(2_000);
		assertThat(this.reactions).isNotEmpty();
	}

	@Test
	void theScreenSaysHowManyReadersThereAre() throws Exception {
		this.traffic = traffic(20);
		new Stack(console()).startTogether(List.of(this.traffic));
		assertThat(screen().lines()).last().asString().endsWith("| traffic is under way: 20 readers a second");
	}

	@Test
	void whileNobodyAnswersItIsSaidOnceAndTriedAgain() {
		this.away = true;
		play(3);
		await().atMost(20, TimeUnit.SECONDS).until(() -> screen().contains("was answered with 503"));
		this.away = false;
		await().atMost(20, TimeUnit.SECONDS).until(() -> !this.views.isEmpty());
		assertThat(screen().lines()).hasSize(1);
	}

	@Test
	void whatIsNoAnswerEndsNothing() {
		this.list = "<html>";
		play(3);
		await().atMost(20, TimeUnit.SECONDS).until(() -> screen().contains("trying again"));
		this.list = LIST;
		await().atMost(20, TimeUnit.SECONDS).until(() -> !this.views.isEmpty());
	}

	private void play(int readers) {
		this.traffic = traffic(readers);
		this.traffic.start();
	}

	private ReaderTraffic traffic(int readers) {
		return new ReaderTraffic(URI.create("http://localhost:" + this.api.getAddress().getPort()), readers, console());
	}

	private Console console() {
		return new Console(new PrintStream(this.screen, true, StandardCharsets.UTF_8), false, false);
	}

	private String screen() {
		return this.screen.toString(StandardCharsets.UTF_8);
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = exchange.getRequestURI().getPath();
		byte[] body = exchange.getRequestBody().readAllBytes();
		if (!this.away && path.equals("/api/v1/views")) {
			this.views.add(this.json.readTree(body));
		}
		else if (path.contains("/reactions/")) {
			this.reactions.add(exchange.getRequestHeaders().getFirst("X-Visitor"));
		}
		byte[] bytes = this.list.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(this.away ? 503 : 200, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

}
