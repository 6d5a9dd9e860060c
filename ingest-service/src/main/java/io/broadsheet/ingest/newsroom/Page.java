package io.broadsheet.ingest.newsroom;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A part of a list.
 *
 * @param items what it holds
 * @param next the {@code cursor} of the part that follows, or null at the end
 */
record Page(List<ObjectNode> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

	Page {
		items = List.copyOf(items);
	}

}
