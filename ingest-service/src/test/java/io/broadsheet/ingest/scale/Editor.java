package io.broadsheet.ingest.scale;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.Topic;
import io.broadsheet.ingest.caller.TokenIssuer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import tools.jackson.databind.JsonNode;

/**
 * An editor's program.
 */
final class Editor {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final Duration PERSEVERANCE = Duration.ofMinutes(2);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/** Asks once. */
	Reply tryToPublish(String url, String key, String headline) throws IOException, InterruptedException {
		return Reply.of(this.http.send(publication(url, key, headline), HttpResponse.BodyHandlers.ofString()));
	}

	/** Asks once. */
	Reply tryTo(String url, PersistentEditors.Change change) throws IOException, InterruptedException {
		HttpRequest request = (change.revision() == 1) ? publication(url, change.key(), change.headline())
				: revision(url, change.article(), change.revision() - 1, change.key(), change.headline());
		return Reply.of(this.http.send(request, HttpResponse.BodyHandlers.ofString()));
	}

	Reply publish(String url, String key, String headline) {
		return publishLater(url, key, headline).join();
	}

	/** Publishes an article that has a body, of HTML without quotation marks. */
	Reply publish(String url, String key, String headline, String body) {
		return ask(request(url + "/api/v1/articles", key).POST(draft(headline, body)).build()).join();
	}

	/** Revises an article that has a body, to follow revision 1. */
	Reply revise(String url, String id, String key, String headline, String body) {
		return ask(request(url + "/api/v1/articles/" + id, key).header("If-Match", "\"1\"")
			.PUT(draft(headline, body))
			.build()).join();
	}

	CompletableFuture<Reply> publishLater(String url, String key, String headline) {
		return ask(publication(url, key, headline));
	}

	Reply revise(String url, String id, String key, String headline) {
		return reviseLater(url, id, key, headline).join();
	}

	/** Asks to follow revision 1. */
	CompletableFuture<Reply> reviseLater(String url, String id, String key, String headline) {
		return ask(revision(url, id, 1, key, headline));
	}

	Reply schedule(String url, String headline, OffsetDateTime publishAt) {
		String draft = "{\"headline\": \"%s\", \"language\": \"en\", \"section\": \"transport\", \"publishAt\": \"%s\"}";
		return ask(request(url + "/api/v1/articles", UUID.randomUUID().toString())
			.POST(HttpRequest.BodyPublishers.ofString(draft.formatted(headline, publishAt)))
			.build()).join();
	}

	/** Asks for articles until each partition has one. */
	static Map<Integer, String> oneInEachPartition(Supplier<Reply> article) {
		Map<Integer, String> ids = new HashMap<>();
		while (ids.size() < Topic.PARTITIONS) {
			String id = article.get().id();
			ids.put(BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.UTF_8), Topic.PARTITIONS), id);
		}
		return ids;
	}

	Reply read(String url) {
		return ask(HttpRequest.newBuilder(URI.create(url))
			.header("Authorization", TokenIssuer.editor())
			.timeout(PATIENCE)
			.build()).join();
	}

	private CompletableFuture<Reply> ask(HttpRequest request) {
		return ask(request, Instant.now().plus(PERSEVERANCE));
	}

	/** Asks again for as long as the service says so. */
	private CompletableFuture<Reply> ask(HttpRequest request, Instant end) {
		return this.http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
			.thenApply(Reply::of)
			.thenCompose((reply) -> (reply.status() == 503 && Instant.now().isBefore(end)) ? ask(request, end)
					: CompletableFuture.completedFuture(reply));
	}

	private static HttpRequest publication(String url, String key, String headline) {
		return request(url + "/api/v1/articles", key).POST(draft(headline)).build();
	}

	private static HttpRequest revision(String url, String id, int before, String key, String headline) {
		return request(url + "/api/v1/articles/" + id, key).header("If-Match", "\"" + before + "\"")
			.PUT(draft(headline))
			.build();
	}

	private static HttpRequest.Builder request(String url, String key) {
		return HttpRequest.newBuilder(URI.create(url))
			.timeout(PATIENCE)
			.header("Authorization", TokenIssuer.editor())
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key);
	}

	private static HttpRequest.BodyPublisher draft(String headline) {
		return draft(headline, "");
	}

	private static HttpRequest.BodyPublisher draft(String headline, String body) {
		return HttpRequest.BodyPublishers
			.ofString("{\"headline\": \"%s\", \"body\": \"%s\", \"language\": \"en\", \"section\": \"transport\"}"
				.formatted(headline, body));
	}

	/**
	 * What the service answered.
	 *
	 * @param status the HTTP status
	 * @param etag the {@code ETag}, or empty
	 * @param retryAfter the {@code Retry-After}, or empty
	 * @param body the body
	 */
	record Reply(int status, String etag, String retryAfter, String body) {

		static Reply of(HttpResponse<String> response) {
			return new Reply(response.statusCode(), header(response, "ETag"), header(response, "Retry-After"),
					response.body());
		}

		private static String header(HttpResponse<String> response, String name) {
			return response.headers().firstValue(name).orElse("");
		}

		JsonNode json() {
			return EventJson.mapper().readTree(this.body);
		}

		String id() {
			return json().path("id").asString();
		}

	}

}
