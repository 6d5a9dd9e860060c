package io.broadsheet.gateway.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.broadsheet.gateway.page.part.Part;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.web.util.UriUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The page of an article: without the article there is none, without another part there
 * is.
 */
final class ArticlePage {

	private static final String PATH = "/api/v1/articles/";

	private final PageSettings settings;

	ArticlePage(PageSettings settings) {
		this.settings = settings;
	}

	/**
	 * Makes the page.
	 * @param ask asks the address of a part
	 * @param idOrSlug the article, as it stands in the page's address
	 * @return the page, or what the article's own route answers in its place
	 */
	Mono<PageAnswer> make(Function<String, Mono<Part>> ask, String idOrSlug) {
		return ask.apply(PATH + idOrSlug).flatMap((article) -> {
			JsonNode content = article.content();
			return (content != null) ? around(article, content, ask) : Mono.just(PageAnswer.inPlaceOf(article));
		});
	}

	private Mono<PageAnswer> around(Part article, JsonNode content, Function<String, Mono<Part>> ask) {
		String own = PATH + UriUtils.encodePathSegment(PageDraft.id(content), UTF_8);
		return Flux.mergeSequential(List.of(ask.apply(own + "/stats"), ask.apply(own + "/related"),
				ask.apply(Addresses.LATEST), ask.apply(Addresses.MOST_VIEWED), ask.apply(Addresses.TRENDING),
				ask.apply(Addresses.COLLECTIONS)))
			.collectList()
			.map((parts) -> arrange(article, content, parts));
	}

	private PageAnswer arrange(Part article, JsonNode content, List<Part> parts) {
		Part related = parts.get(1);
		Part latest = parts.get(2);
		PageDraft page = new PageDraft();
		page.put("article", article);
		page.put("stats", parts.get(0));
		page.put("related", related);
		page.shows(related.items());
		Set<String> shown = new HashSet<>(Set.of(PageDraft.id(content)));
		related.items().forEach((card) -> shown.add(PageDraft.id(card)));
		page.put("otherNews", latest, PageDraft.list(OtherNews.choose(latest.items(), shown,
				content.path("section").asString(""), this.settings.otherNews())));
		page.put("mostViewed", parts.get(3));
		page.put("trending", parts.get(4));
		page.put("collections", parts.get(5));
		return page.finish();
	}

}
