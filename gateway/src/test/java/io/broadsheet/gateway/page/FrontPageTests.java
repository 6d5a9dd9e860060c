package io.broadsheet.gateway.page;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;

import static io.broadsheet.gateway.page.ScriptedParts.cards;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the front page shows, whatever is out of reach.
 */
class FrontPageTests {

	private static final String LATEST = "/api/v1/articles?limit=50";

	private final ScriptedParts parts = new ScriptedParts()
		.with(LATEST, cards("a@culture", "b@transport+", "c@transport", "d@sport", "e@culture", "f@chess"), "latest")
		.with("/api/v1/sections",
				"{\"items\":[{\"slug\":\"transport\",\"count\":9},{\"slug\":\"culture\",\"count\":8},"
						+ "{\"slug\":\"sport\",\"count\":1}]}",
				"latest")
		.with("/api/v1/articles?limit=3&section=transport", cards("b@transport+", "c@transport", "g@transport"),
				"section:transport", "article:g")
		.with("/api/v1/articles?limit=3&section=culture", cards("a@culture", "e@culture", "h@culture"),
				"section:culture")
		.with("/api/v1/rankings/most-viewed", "{\"items\":[]}", "ranking:most-viewed")
		.with("/api/v1/rankings/trending", "{\"items\":[]}", "ranking:trending")
		.with("/api/v1/collections", "{\"items\":[]}", "collections");

	@Test
	void theNewestArticleWithAPictureLeadsAndIsShownNowhereElse() {
		JsonNode page = page();
		assertThat(page.at("/lead/id").asString()).isEqualTo("b");
		assertThat(ids(page.at("/sections/items/0"))).containsExactly("c", "g");
		assertThat(page.path("degraded").size()).isZero();
	}

	@Test
	void withoutPicturesTheNewestLeads() {
		this.parts.with(LATEST, cards("a@culture", "c@transport"), "latest");
		assertThat(page().at("/lead/id").asString()).isEqualTo("a");
	}

	@Test
	void theLargestSectionsShowTheirNewest() {
		JsonNode sections = page().at("/sections/items");
		assertThat(sections.size()).isEqualTo(2);
		assertThat(sections.at("/0/slug").asString()).isEqualTo("transport");
		assertThat(sections.at("/1/count").asInt()).isEqualTo(8);
		assertThat(ids(sections.path(1))).containsExactly("a", "e");
	}

	@Test
	void otherNewsIsShownNowhereElseOnThePage() {
		assertThat(ids(page().path("otherNews"))).containsExactly("d", "f");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/sections", "/api/v1/articles?limit=3&section=culture" })
	void sectionsThatAreOutOfReachAreAbsentAndNamed(String address) {
		this.parts.with(address, HttpStatus.SERVICE_UNAVAILABLE, "", false, Set.of());
		JsonNode page = page();
		assertThat(page.path("degraded").values()).extracting(JsonNode::asString).containsExactly("sections");
		assertThat(page.path("sections").path("items").values())
			.extracting((section) -> section.path("slug").asString())
			.doesNotContain("culture");
		assertThat(page.has("lead")).isTrue();
	}

	@Test
	void aPageOfRankingsAloneIsBetterThanNone() {
		ScriptedParts rankings = new ScriptedParts().with("/api/v1/rankings/trending", "{\"items\":[]}", "ranking");
		JsonNode page = JsonMapper.shared().readTree(answer(rankings).body());
		assertThat(page.has("trending")).isTrue();
		assertThat(page.path("degraded").values()).extracting(JsonNode::asString)
			.containsExactlyInAnyOrder("lead", "sections", "otherNews", "mostViewed", "collections");
	}

	@Test
	void aPageOfNothingIsAProblem() {
		assertThat(answer(new ScriptedParts()).status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

	private JsonNode page() {
		return JsonMapper.shared().readTree(answer(this.parts).body());
	}

	private static PageAnswer answer(ScriptedParts parts) {
		return Objects.requireNonNull(new FrontPage(new PageSettings(6, 2, 2)).make(parts).block());
	}

	private static List<String> ids(JsonNode list) {
		return list.path("items").values().stream().map((card) -> card.path("id").asString()).toList();
	}

}
