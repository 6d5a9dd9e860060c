package io.broadsheet.catalog.taxonomy;

import java.util.List;

import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.paging.Page;
import io.broadsheet.catalog.request.Parameters;
import reactor.core.publisher.Mono;

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

	private final TaxonomyQueries counts;

	TaxonomyEndpoint(TaxonomyQueries counts) {
		this.counts = counts;
	}

	@GetMapping("/sections")
	Mono<Page<SlugCount>> sections(@RequestParam MultiValueMap<String, String> given, ServerHttpResponse response) {
		Parameters.of(given, List.of());
		return page(this.counts.sections(), response);
	}

	@GetMapping("/tags")
	Mono<Page<SlugCount>> tags(@RequestParam MultiValueMap<String, String> given, ServerHttpResponse response) {
		int limit = Parameters.of(given, List.of("limit")).limit();
		return page(this.counts.tags(limit), response);
	}

	private static Mono<Page<SlugCount>> page(Mono<List<SlugCount>> counts, ServerHttpResponse response) {
		return counts.map((items) -> new Page<>(items, null))
			.doOnNext((page) -> response.getHeaders().set(SurrogateKeys.HEADER, SurrogateKeys.LATEST));
	}

}
