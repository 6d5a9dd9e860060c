package io.broadsheet.catalog.taxonomy;

import java.util.List;

import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.paging.Cursors;
import io.broadsheet.catalog.paging.NextPage;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.Parameters;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers with sections and tags. Whatever is published may change a count.
 */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class TaxonomyEndpoint {

	private static final String TAGS = "tags";

	private final TaxonomyQueries counts;

	private final Cursors cursors;

	TaxonomyEndpoint(TaxonomyQueries counts, Cursors cursors) {
		this.counts = counts;
		this.cursors = cursors;
	}

	@GetMapping("/sections")
	Mono<Page<SlugCount>> sections(@RequestParam MultiValueMap<String, String> given, ServerHttpResponse response) {
		Parameters.of(given, List.of());
		return this.counts.sections()
			.map((items) -> new Page<>(items, null))
			.doOnNext((page) -> describe(response.getHeaders()));
	}

	@GetMapping("/tags")
	Mono<Page<SlugCount>> tags(@RequestParam MultiValueMap<String, String> given, ServerHttpResponse response) {
		Parameters parameters = Parameters.of(given, List.of("limit", Cursors.PARAMETER));
		int limit = parameters.limit();
		String place = this.cursors.readText(parameters, TAGS);
		return this.counts.tags((place != null) ? SlugCount.of(place) : null, limit + 1)
			.map((items) -> Page.of(items, limit, (last) -> this.cursors.write(last.place(), TAGS)))
			.doOnNext((page) -> {
				describe(response.getHeaders());
				NextPage.link("/api/v1/tags", parameters, page.next(), response.getHeaders());
			});
	}

	private static void describe(HttpHeaders headers) {
		headers.set(SurrogateKeys.HEADER, SurrogateKeys.LATEST);
	}

}
