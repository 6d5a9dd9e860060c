package io.broadsheet.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Loads the sample edition, and a day of views of it, through the public API, like any
 * editor's articles. Once: a file remembers that it was done.
 */
final class EditionLoader {

	private static final int VIEWS = 4000;

	private static final int VISITORS = 600;

	private static final int BATCH = 500;

	/** Views fall off with the article's place, as Zipf's law has it. */
	private static final double ZIPF_EXPONENT = 0.9;

	private static final long SEED = 20_260_301L;

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	private final URI gateway;

	private final MachineClient newsroom;

	private final DataDirectory data;

	private final Clock clock;

	private final Console console;

	EditionLoader(URI gateway, MachineClient newsroom, DataDirectory data, Clock clock, Console console) {
		this.gateway = gateway;
		this.newsroom = newsroom;
		this.data = data;
		this.clock = clock;
		this.console = console;
	}

	boolean isLoaded() {
		return Files.exists(this.data.resolve("edition-loaded"));
	}

	void load(List<SampleEdition.Story> stories) throws IOException, InterruptedException {
		Instant now = started();
		this.console.say("Loading the sample edition: " + stories.size() + " articles …");
		List<String> ids = new ArrayList<>();
		for (SampleEdition.Story story : stories) {
			ids.add(publish(story));
			if (ids.size() % 20 == 0) {
				this.console.say("  " + ids.size() + " of " + stories.size() + " articles");
			}
		}
		this.console.say("  a day of views: " + VIEWS + " …");
		view(ids, stories, now);
		Files.writeString(this.data.resolve("edition-loaded"), this.clock.instant().toString());
	}

	/**
	 * When the load began. One that was cut off goes on with the same stories and views,
	 * which are there already, or duplicates.
	 * @return the moment that the edition is placed by
	 * @throws IOException if it can't be kept
	 */
	Instant started() throws IOException {
		Path file = this.data.resolve("edition-started");
		if (!Files.exists(file)) {
			Files.writeString(file, this.clock.instant().toString());
		}
		return Instant.parse(Files.readString(file));
	}

	private String publish(SampleEdition.Story story) throws IOException, InterruptedException {
		HttpResponse<String> response = send("POST", "/api/v1/articles", story.draft().toString(), null);
		JsonNode answer = this.json.readTree(response.body());
		String id = answer.path("id").asString("");
		boolean isThere = response.statusCode() == 409;
		if (!isThere) {
			require(response, 201);
		}
		if (story.isCorrected() && (!isThere || answer.path("currentRevision").asInt() == 1)) {
			String correction = story.correctedDraft().toString();
			require(send("PUT", "/api/v1/articles/" + id, correction, "\"1\""), 200);
		}
		return id;
	}

	private void view(List<String> ids, List<SampleEdition.Story> stories, Instant now)
			throws IOException, InterruptedException {
		Random random = new Random(SEED);
		double[] weights = weights(stories, now);
		ArrayNode batch = this.json.createArrayNode();
		for (int view = 0; view < VIEWS; view++) {
			int article = pick(weights, random.nextDouble());
			Instant oldest = now.minus(Duration.ofHours(23).plusMinutes(50));
			Instant published = stories.get(article).publishedAt();
			Instant from = published.isAfter(oldest) ? published : oldest;
			Instant at = from.plusMillis((long) (random.nextDouble() * Duration.between(from, now).toMillis()));
			batch.addObject()
				.put("articleId", ids.get(article))
				.put("visitor", "sample-reader-" + random.nextInt(VISITORS))
				.put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
			if (batch.size() == BATCH) {
				require(send("POST", "/api/v1/views", batch.toString(), null), 202);
				batch = this.json.createArrayNode();
			}
		}
	}

	/** The newest stories are read most; the place among them decides how much. */
	private static double[] weights(List<SampleEdition.Story> stories, Instant now) {
		double[] cumulative = new double[stories.size()];
		double sum = 0;
		for (int index = 0; index < stories.size(); index++) {
			int place = stories.size() - index;
			boolean recent = Duration.between(stories.get(index).publishedAt(), now).toDays() < 7;
			sum += (recent ? 1 : 0.2) / Math.pow(place, ZIPF_EXPONENT);
			cumulative[index] = sum;
		}
		return cumulative;
	}

	private static int pick(double[] cumulative, double random) {
		double target = random * cumulative[cumulative.length - 1];
		int index = 0;
		while (cumulative[index] < target) {
			index++;
		}
		return index;
	}

	private HttpResponse<String> send(String method, String path, String body, @Nullable String ifMatch)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.gateway.resolve(path))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", "application/json")
			.header("Authorization", "Bearer " + this.newsroom.token())
			.method(method, HttpRequest.BodyPublishers.ofString(body));
		if (ifMatch != null) {
			request.header("If-Match", ifMatch);
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static void require(HttpResponse<String> response, int status) {
		if (response.statusCode() != status) {
			throw new StartFailure("The sample edition can't be loaded: " + response.request().method() + " "
					+ response.uri() + " was answered with " + response.statusCode() + " " + response.body());
		}
	}

}
