package io.broadsheet.trending.exactness;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.ServiceProcess;
import tools.jackson.databind.JsonNode;

/**
 * What one of several instances answers.
 */
final class Instance implements AutoCloseable {

	private final ServiceProcess process;

	Instance(String brokers, String name, int heap, String... settings) throws IOException {
		this.process = new ServiceProcess(brokers, name, heap, settings);
	}

	boolean isReady() {
		return this.process.isReady();
	}

	/** How a list is answered, by its id, such as {@code most-viewed/24h/section/x}. */
	List<Shown> answer(String listId) {
		return answer(listId, "");
	}

	/** How a list is answered if only what was published lately is wanted. */
	List<Shown> answer(String listId, Frame publishedWithin) {
		return answer(listId, "&publishedWithin=" + publishedWithin.name());
	}

	private List<Shown> answer(String listId, String filter) {
		String[] parts = listId.split("/");
		String scope = (parts.length > 3) ? "&" + parts[2] + "=" + parts[3] : "";
		HttpResponse<String> response = this.process
			.get("/api/v1/rankings/" + parts[0] + "?limit=100&window=" + parts[1] + scope + filter);
		JsonNode answer = EventJson.mapper().readTree(response.body());
		if (response.statusCode() != 200 || answer.path("degraded").asBoolean()) {
			throw new AssertionError(listId + " is answered with " + response.statusCode() + " " + response.body());
		}
		return answer.path("items")
			.valueStream()
			.map((item) -> EventJson.mapper().treeToValue(item, RankingChanged.Item.class))
			.map(Shown::of)
			.toList();
	}

	/** How the statistics of an article are answered; nothing if readers don't see it. */
	Optional<JsonNode> statistics(String articleId) {
		HttpResponse<String> response = this.process.get("/api/v1/articles/" + articleId + "/stats");
		if (response.statusCode() == 404 || response.statusCode() == 410) {
			return Optional.empty();
		}
		if (response.statusCode() != 200) {
			throw new AssertionError(articleId + " is answered with " + response.statusCode() + " " + response.body());
		}
		return Optional.of(EventJson.mapper().readTree(response.body()));
	}

	/** Whether it answers for another instance, with what it has copied of its counts. */
	boolean answersFromACopy(String articleId) {
		return statistics(articleId).filter((answer) -> answer.path("degraded").asBoolean()).isPresent();
	}

	/** How many views it has counted itself. */
	double counted() {
		return this.process.metrics()
			.lines()
			.filter((line) -> line.startsWith("broadsheet_trending_views_total{outcome=\"counted\""))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	/** How far it says that counting is behind. */
	long inputLagSeconds() {
		return EventJson.mapper()
			.readTree(this.process.get("/api/v1/rankings/most-viewed").body())
			.path("inputLagSeconds")
			.asLong();
	}

	void kill() {
		this.process.kill();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
