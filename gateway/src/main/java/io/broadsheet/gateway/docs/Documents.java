package io.broadsheet.gateway.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.broadsheet.events.EventType;
import io.broadsheet.gateway.cache.answer.Answer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;

/**
 * Every document by its path: read, and compressed, when it is first asked for.
 */
final class Documents {

	/** Where the page is that shows the API. */
	static final String PAGE = "/docs/index.html";

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final MediaType SCHEMA = new MediaType("application", "schema+json");

	private static final String SCHEMAS = "/schemas/";

	private static final String PROBLEMS = "/problems/";

	private static final String SUFFIX = ".json";

	private static final Map<String, Source> FILES = Map.of("/asyncapi.yaml",
			new Source("asyncapi.yaml", MediaType.APPLICATION_YAML), PAGE, new Source("swagger-ui/index.html", HTML),
			"/docs/start.js", script("start.js"), "/docs/swagger-ui-bundle.js", script("swagger-ui-bundle.js"),
			"/docs/swagger-ui-bundle.js.LICENSE.txt",
			new Source("swagger-ui/swagger-ui-bundle.js.LICENSE.txt", MediaType.TEXT_PLAIN), "/docs/swagger-ui.css",
			new Source("swagger-ui/swagger-ui.css", MediaType.valueOf("text/css")), "/docs/favicon-32x32.png",
			new Source("swagger-ui/favicon-32x32.png", MediaType.IMAGE_PNG));

	private final Map<String, Answer> read = new ConcurrentHashMap<>();

	private final Supplier<OpenApi> openApi = SingletonSupplier.of(OpenApi::read);

	private static Source script(String name) {
		return new Source("swagger-ui/" + name, MediaType.valueOf("text/javascript"));
	}

	/**
	 * Finds a document.
	 * @param path of its address
	 * @return the document, or nothing if there is none
	 */
	Mono<Answer> find(String path) {
		Answer known = this.read.get(path);
		return (known != null) ? Mono.just(known)
				: Mono.fromCallable(() -> read(path))
					.subscribeOn(Schedulers.boundedElastic())
					.flatMap(Mono::justOrEmpty)
					.doOnNext((document) -> this.read.put(path, document));
	}

	private Optional<Answer> read(String path) throws IOException {
		if (path.equals("/openapi.json")) {
			return Optional.of(Document.of(MediaType.APPLICATION_JSON, this.openApi.get().document().toString()));
		}
		if (path.startsWith(PROBLEMS)) {
			return this.openApi.get()
				.problemType(path.substring(PROBLEMS.length()))
				.map((type) -> Document.of(HTML, type.page()));
		}
		Source source = path.startsWith(SCHEMAS) ? schema(path) : FILES.get(path);
		return (source != null)
				? Optional.of(Document.of(source.type(), new ClassPathResource(source.file()).getContentAsByteArray()))
				: Optional.empty();
	}

	/** Only types that there are make the name of a file. */
	private static @Nullable Source schema(String path) {
		if (!path.endsWith(SUFFIX)) {
			return null;
		}
		String type = path.substring(SCHEMAS.length(), path.length() - SUFFIX.length());
		return EventType.of(type)
			.map((known) -> new Source("schemas/" + known.wireName() + SUFFIX, SCHEMA))
			.orElse(null);
	}

	/**
	 * A file that is given as it is.
	 *
	 * @param file in the class path
	 * @param type of its contents
	 */
	private record Source(String file, MediaType type) {

	}

}
