package io.broadsheet.catalog.archive;

import io.broadsheet.catalog.entry.SurrogateKeys;
import io.broadsheet.catalog.request.Parameters;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers for the calendar. What a day then lists are articles {@code from} it {@code to}
 * it.
 */
@RestController
class ArchiveEndpoint {

	private final ArchiveQueries archive;

	ArchiveEndpoint(ArchiveQueries archive) {
		this.archive = archive;
	}

	@GetMapping(path = "/api/v1/archive", produces = MediaType.APPLICATION_JSON_VALUE)
	Mono<Archive> archive(@RequestParam MultiValueMap<String, String> given, ServerWebExchange exchange) {
		ArchiveQuery query = ArchiveQuery.of(Parameters.of(given, ArchiveQuery.PARAMETERS));
		String section = query.section();
		return this.archive.archive(query)
			.doOnNext((found) -> exchange.getResponse()
				.getHeaders()
				.set(SurrogateKeys.HEADER, (section != null) ? SurrogateKeys.section(section) : SurrogateKeys.LATEST));
	}

}
