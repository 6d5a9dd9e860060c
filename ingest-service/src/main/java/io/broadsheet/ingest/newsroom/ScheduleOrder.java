package io.broadsheet.ingest.newsroom;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The order of the schedule: by time, then by id, so that no two articles share a place
 * and the parts of several instances can be merged.
 */
final class ScheduleOrder {

	private static final Comparator<JsonNode> order = Comparator.comparingLong(ScheduleOrder::millis)
		.thenComparing(ScheduleOrder::id);

	private ScheduleOrder() {
	}

	static boolean isAfter(JsonNode item, String key) {
		int slash = key.indexOf('/');
		long millis = Long.parseLong(key.substring(0, slash));
		return millis(item) > millis || millis(item) == millis && id(item).compareTo(key.substring(slash + 1)) > 0;
	}

	/**
	 * The first part of a list.
	 * @param items in any order
	 * @param limit how many there are room for
	 * @param isCut whether there are more than these, all of them later
	 * @return the first of them
	 */
	static Page page(List<ObjectNode> items, int limit, boolean isCut) {
		List<ObjectNode> sorted = items.stream().sorted(order).toList();
		List<ObjectNode> page = sorted.subList(0, Math.min(limit, sorted.size()));
		if (page.isEmpty() || sorted.size() == page.size() && !isCut) {
			return new Page(page, null);
		}
		ObjectNode last = page.get(page.size() - 1);
		return new Page(page, PageQuery.cursor(millis(last) + "/" + id(last)));
	}

	private static long millis(JsonNode item) {
		return OffsetDateTime.parse(item.path("publishAt").asString()).toInstant().toEpochMilli();
	}

	private static String id(JsonNode item) {
		return item.path("id").asString();
	}

}
