package io.broadsheet.trending.answers;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The rankings over HTTP.
 */
@RestController
class RankingsController {

	private static final String SURROGATE_KEY = "Surrogate-Key";

	/** Nobody tells browsers that an article was withdrawn, so that is all they get. */
	private static final CacheControl CACHING = CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();

	private final RankingAnswers answers;

	RankingsController(RankingAnswers answers) {
		this.answers = answers;
	}

	@GetMapping("/api/v1/rankings/{list}")
	ResponseEntity<RankingAnswer> ranking(@PathVariable String list,
			@RequestParam(required = false) @Nullable String window,
			@RequestParam(required = false) @Nullable String section,
			@RequestParam(required = false) @Nullable String tag,
			@RequestParam(required = false) @Nullable String language,
			@RequestParam(required = false) @Nullable String publishedWithin,
			@RequestParam(required = false) @Nullable String limit) {
		RankingParameters parameters = new RankingParameters(window, section, tag, language, publishedWithin, limit);
		RankingAnswer answer = this.answers.answer(RankingQuery.of(list, parameters));
		return ResponseEntity.ok().cacheControl(CACHING).header(SURROGATE_KEY, surrogateKeys(answer)).body(answer);
	}

	private static String surrogateKeys(RankingAnswer answer) {
		Stream<String> articles = answer.items().stream().map((item) -> "article:" + item.article().id());
		return Stream.concat(Stream.of("ranking:" + answer.list()), articles).collect(Collectors.joining(" "));
	}

}
