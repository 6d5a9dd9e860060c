package io.broadsheet.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.bson.Document;

import org.springframework.data.mongodb.core.ReactiveMongoTemplate;

/**
 * What a database does for a query, stage by stage.
 *
 * @param stages the names of the stages of the plan that won
 */
public record QueryPlan(List<String> stages) {

	public QueryPlan {
		stages = List.copyOf(stages);
	}

	/**
	 * Asks the database how it would run a command, without running it.
	 */
	public static QueryPlan of(ReactiveMongoTemplate mongo, Document command) {
		Document explain = new Document("explain", command).append("verbosity", "queryPlanner");
		Document answer = mongo.executeCommand(explain).block();
		List<String> stages = new ArrayList<>();
		winningPlans(answer, stages);
		return new QueryPlan(stages);
	}

	public boolean isIndexed() {
		return this.stages.stream().anyMatch((stage) -> stage.contains("IXSCAN")) && !this.stages.contains("COLLSCAN");
	}

	public boolean sortsInMemory() {
		return this.stages.stream().anyMatch((stage) -> stage.startsWith("SORT") && !stage.equals("SORT_MERGE"));
	}

	public boolean readsDocuments() {
		return this.stages.contains("FETCH") || this.stages.contains("COLLSCAN");
	}

	@Override
	public String toString() {
		return this.stages.toString();
	}

	private static void winningPlans(Object node, List<String> stages) {
		if (node instanceof Map<?, ?> map) {
			map.forEach((name, value) -> {
				if ("winningPlan".equals(name)) {
					stages(value, stages);
				}
				else {
					winningPlans(value, stages);
				}
			});
		}
		else if (node instanceof List<?> list) {
			list.forEach((element) -> winningPlans(element, stages));
		}
	}

	private static void stages(Object node, List<String> stages) {
		if (node instanceof Map<?, ?> map) {
			if (map.get("stage") instanceof String stage) {
				stages.add(stage);
			}
			map.values().forEach((value) -> stages(value, stages));
		}
		else if (node instanceof List<?> list) {
			list.forEach((element) -> stages(element, stages));
		}
	}

}
