package io.broadsheet.trending.exactness;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.broadsheet.events.EventJson;
import io.broadsheet.events.RankingChanged;
import io.broadsheet.trending.ServiceProcess;
import tools.jackson.databind.JsonNode;

/**
 * What one of several instances answers.
 */
final class Instance implements AutoCloseable {

	private final ServiceProcess process;

	Instance(String brokers, String name, int heap) throws IOException {
		this.process = new ServiceProcess(brokers, name, heap);
	}

	boolean isReady() {
		return this.process.isReady();
	}

	/** How a list is answered, by its id, such as {@code most-viewed/24h/section/x}. */
	List<Place> answer(String listId) {
		String[] parts = listId.split("/");
		String scope = (parts.length > 3) ? "&" + parts[2] + "=" + parts[3] : "";
		HttpResponse<String> response = this.process
			.get("/api/v1/rankings/" + parts[0] + "?limit=100&window=" + parts[1] + scope);
		JsonNode answer = EventJson.mapper().readTree(response.body());
		if (response.statusCode() != 200 || answer.path("degraded").asBoolean()) {
			throw new AssertionError(listId + " is answered with " + response.statusCode() + " " + response.body());
		}
		return answer.path("items")
			.valueStream()
			.map((item) -> EventJson.mapper().treeToValue(item, RankingChanged.Item.class))
			.map(Place::of)
			.map((place) -> parts[0].equals("trending") ? place.withoutScore() : place)
			.toList();
	}

	/** What the statistics of articles that readers see say since ever. */
	Map<String, Map<String, Long>> statistics(List<String> articleIds) {
		Map<String, Map<String, Long>> all = new TreeMap<>();
		for (String id : articleIds) {
			HttpResponse<String> response = this.process.get("/api/v1/articles/" + id + "/stats");
			if (response.statusCode() == 200) {
				all.put(id, figures(EventJson.mapper().readTree(response.body())));
			}
			else if (response.statusCode() != 404 && response.statusCode() != 410) {
				throw new AssertionError(id + " is answered with " + response.statusCode() + " " + response.body());
			}
		}
		return all;
	}

	private static Map<String, Long> figures(JsonNode statistics) {
		Map<String, Long> figures = new TreeMap<>();
		statistics.path("filtered").properties().forEach((one) -> figures.put(one.getKey(), one.getValue().asLong()));
		figures.put("VIEW", statistics.path("views").path("total").asLong());
		figures.put("REACTION", statistics.path("reactions").valueStream().mapToLong(JsonNode::asLong).sum());
		figures.put("SHARE", statistics.path("shares").valueStream().mapToLong(JsonNode::asLong).sum());
		figures.values().removeIf((number) -> number == 0);
		return figures;
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
