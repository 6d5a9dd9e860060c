package io.broadsheet.gateway.page;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * Chooses other news: the latest that the page does not show already. Rankings don't
 * count as showing, since they are shown whole whatever else is on the page.
 */
final class OtherNews {

	private OtherNews() {
	}

	/**
	 * Chooses from the latest articles: first what is elsewhere than in the page's own
	 * section, then the rest, each in the order that it has.
	 * @param latest cards, the newest first
	 * @param shown ids of the articles that the page shows besides rankings
	 * @param section the page's section; empty if it has none
	 * @param most how many to choose at most
	 * @return the cards
	 */
	static List<JsonNode> choose(List<JsonNode> latest, Set<String> shown, String section, int most) {
		List<JsonNode> left = latest.stream().filter((card) -> !shown.contains(PageDraft.id(card))).toList();
		Stream<JsonNode> elsewhere = left.stream().filter((card) -> !isIn(section, card));
		Stream<JsonNode> here = left.stream().filter((card) -> isIn(section, card));
		return Stream.concat(elsewhere, here).limit(most).toList();
	}

	private static boolean isIn(String section, JsonNode card) {
		return section.equals(card.path("section").asString(""));
	}

}
