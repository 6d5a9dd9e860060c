package io.broadsheet.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Plays readers through the public API, so that the lists move: they view the newest
 * articles, the newer the more often, flock to another one every two minutes, and now and
 * then react to one or share it.
 */
final class ReaderTraffic implements Part {

	/** A longer array is refused. */
	private static final int BATCH = 500;

	/** As in the sample edition's day of views. */
	private static final double ZIPF_EXPONENT = 0.9;

	private static final double SHARE_OF_HOT = 0.25;

	private static final int SECONDS_OF_HOT = 120;

	private static final int SECONDS_OF_NEWS = 30;

	/** Of so many readers one reacts; of five times as many one shares. */
	private static final int READERS_OF_A_REACTION = 10;

	/** Each is a request of its own. */
	private static final int MOST_REACTIONS = 20;

	private static final List<String> KINDS = List.of("like", "like", "like", "love", "wow", "sad", "angry");

	private static final List<String> CHANNELS = List.of("facebook", "whatsapp", "zalo", "email", "copy-link");

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	private final Random random = new Random();

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final URI gateway;

	private final int readers;

	private final Console console;

	private List<String> articles = List.of();

	private String hot = "";

	private boolean failing;

	/**
	 * Plays nobody yet.
	 * @param gateway where the API is
	 * @param readers how many view an article each second
	 * @param console told when the API can't be reached
	 */
	ReaderTraffic(URI gateway, int readers, Console console) {
		this.gateway = gateway;
		this.readers = readers;
		this.console = console;
	}

	@Override
	public String name() {
		return "traffic";
	}

	@Override
	public String address() {
		return this.readers + " readers a second";
	}

	/** It is nowhere, and takes no time. */
	@Override
	public String ready(double seconds) {
		return "traffic is under way: " + address();
	}

	@Override
	public void start() {
		Thread thread = new Thread(this::play, "reader-traffic");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void stop() {
		this.stopped.countDown();
	}

	private void play() {
		try {
			int second = 0;
			long due = System.nanoTime();
			while (!this.stopped.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				tryToPlay(second++);
				due = Math.max(due + Duration.ofSeconds(1).toNanos(), System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void tryToPlay(int second) throws InterruptedException {
		try {
			play(second);
			this.failing = false;
		}
		catch (IOException | JacksonException ex) {
			if (!this.failing && this.stopped.getCount() > 0) {
				this.console.say("No readers just now, trying again: " + ex.getMessage());
			}
			this.failing = true;
		}
	}

	private void play(int second) throws IOException, InterruptedException {
		if (second % SECONDS_OF_NEWS == 0 || this.articles.isEmpty()) {
			this.articles = newest();
		}
		if (this.articles.isEmpty()) {
			return;
		}
		if (second % SECONDS_OF_HOT == 0 || !this.articles.contains(this.hot)) {
			this.hot = this.articles.get(this.random.nextInt(this.articles.size()));
		}
		for (int left = this.readers; left > 0; left -= BATCH) {
			send("POST", "/api/v1/views", views(Math.min(left, BATCH)).toString(), null);
		}
		for (int i = 0; i < MOST_REACTIONS; i++) {
			if (this.random.nextInt(READERS_OF_A_REACTION * MOST_REACTIONS) < this.readers) {
				react();
			}
		}
	}

	private List<String> newest() throws IOException, InterruptedException {
		List<String> ids = new ArrayList<>();
		String list = send("GET", "/api/v1/articles?limit=100", null, null);
		this.json.readTree(list).path("items").forEach((card) -> ids.add(card.path("id").asString()));
		return ids;
	}

	private ArrayNode views(int number) {
		ArrayNode views = this.json.createArrayNode();
		for (int i = 0; i < number; i++) {
			views.addObject().put("articleId", article()).put("visitor", visitor());
		}
		return views;
	}

	private void react() throws IOException, InterruptedException {
		String article = "/api/v1/articles/" + article();
		send("PUT", article + "/reactions/" + any(KINDS), "", visitor());
		if (this.random.nextInt(5) == 0) {
			String channel = this.json.createObjectNode().put("channel", any(CHANNELS)).toString();
			send("POST", article + "/shares", channel, visitor());
		}
	}

	private String article() {
		if (this.random.nextDouble() < SHARE_OF_HOT) {
			return this.hot;
		}
		while (true) {
			int place = this.random.nextInt(this.articles.size());
			if (this.random.nextDouble() < 1 / Math.pow(place + 1, ZIPF_EXPONENT)) {
				return this.articles.get(place);
			}
		}
	}

	/** Each comes back every ten minutes or so. */
	private String visitor() {
		return "reader-" + this.random.nextInt(600 * this.readers);
	}

	private String any(List<String> some) {
		return some.get(this.random.nextInt(some.size()));
	}

	private String send(String method, String path, @Nullable String body, @Nullable String visitor)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.gateway.resolve(path))
			.timeout(Duration.ofSeconds(10))
			.header("User-Agent", "Broadsheet's readers")
			.header("Content-Type", "application/json")
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (visitor != null) {
			request.header("X-Visitor", visitor);
		}
		HttpResponse<String> response = this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		boolean isGone = response.statusCode() == 404 || response.statusCode() == 410;
		if (response.statusCode() >= 400 && !isGone) {
			throw new IOException(method + " " + response.uri() + " was answered with " + response.statusCode());
		}
		return response.body();
	}

}
