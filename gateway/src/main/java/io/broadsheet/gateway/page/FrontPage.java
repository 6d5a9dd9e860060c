package io.broadsheet.gateway.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.broadsheet.gateway.page.part.Part;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.util.UriUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The front page: the newest article that has a picture leads, then come the largest
 * sections with their newest.
 */
final class FrontPage {

	private static final String SECTIONS = "sections";

	private final PageSettings settings;

	FrontPage(PageSettings settings) {
		this.settings = settings;
	}

	/**
	 * Makes the page.
	 * @param ask asks the address of a part
	 * @return the page, or if it would be empty, what the list of articles answers
	 */
	Mono<PageAnswer> make(Function<String, Mono<Part>> ask) {
		Mono<Sections> sections = ask.apply(Addresses.SECTIONS)
			.flatMap((all) -> newest(all, ask).map((lists) -> new Sections(all, lists)));
		Mono<List<Part>> others = Flux
			.mergeSequential(List.of(ask.apply(Addresses.LATEST), ask.apply(Addresses.MOST_VIEWED),
					ask.apply(Addresses.TRENDING), ask.apply(Addresses.COLLECTIONS)))
			.collectList();
		return Mono.zip(sections, others, this::arrange);
	}

	/** One more of each than is shown, since one of them may lead the page. */
	private Mono<List<SectionList>> newest(Part all, Function<String, Mono<Part>> ask) {
		return Flux.fromIterable(all.items())
			.take(this.settings.sections())
			.flatMapSequential((section) -> ask
				.apply(Addresses.section(UriUtils.encode(section.path("slug").asString(""), UTF_8),
						this.settings.perSection() + 1))
				.map((newest) -> new SectionList(section, newest)))
			.collectList();
	}

	private PageAnswer arrange(Sections sections, List<Part> others) {
		Part latest = others.get(0);
		PageDraft page = new PageDraft();
		Set<String> shown = new HashSet<>();
		Optional<JsonNode> lead = lead(latest.items());
		lead.ifPresent((card) -> {
			page.put("lead", latest, card);
			shown.add(PageDraft.id(card));
		});
		page.rely("lead", latest);
		put(sections, page, shown);
		page.put("otherNews", latest,
				PageDraft.list(OtherNews.choose(latest.items(), shown, "", this.settings.otherNews())));
		page.put("mostViewed", others.get(1));
		page.put("trending", others.get(2));
		page.put("collections", others.get(3));
		return page.isEmpty() ? PageAnswer.inPlaceOf(latest) : page.finish();
	}

	private static Optional<JsonNode> lead(List<JsonNode> latest) {
		return latest.stream()
			.filter((card) -> card.path("image").isObject())
			.findFirst()
			.or(() -> latest.stream().findFirst());
	}

	private void put(Sections sections, PageDraft page, Set<String> shown) {
		List<ObjectNode> lists = new ArrayList<>();
		for (SectionList section : sections.lists()) {
			page.rely(SECTIONS, section.newest());
			List<JsonNode> cards = section.newest()
				.items()
				.stream()
				.filter((card) -> !shown.contains(PageDraft.id(card)))
				.limit(this.settings.perSection())
				.toList();
			if (!cards.isEmpty()) {
				lists.add(section.with(cards));
				cards.forEach((card) -> shown.add(PageDraft.id(card)));
			}
		}
		page.put(SECTIONS, sections.all(), PageDraft.list(lists));
	}

	/**
	 * The sections that the page shows.
	 *
	 * @param all the list of sections
	 * @param lists those that are shown, with what is new in them
	 */
	private record Sections(Part all, List<SectionList> lists) {

	}

	/**
	 * A section with what is new in it.
	 *
	 * @param section slug and count
	 * @param newest its newest articles
	 */
	private record SectionList(JsonNode section, Part newest) {

		ObjectNode with(List<JsonNode> cards) {
			ObjectNode list = PageDraft.list(cards);
			list.setAll((ObjectNode) this.section.deepCopy());
			return list;
		}

	}

}
