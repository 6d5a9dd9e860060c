package io.broadsheet.gateway.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.broadsheet.gateway.page.part.Part;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * Parts of pages as a test tells them; what it does not tell is out of reach.
 */
final class ScriptedParts implements Function<String, Mono<Part>> {

	private final Map<String, Part> parts = new HashMap<>();

	ScriptedParts with(String address, String json, String... surrogateKeys) {
		return with(address, HttpStatus.OK, json, false, Set.of(surrogateKeys));
	}

	ScriptedParts withStale(String address, String json) {
		return with(address, HttpStatus.OK, json, true, Set.of("latest"));
	}

	ScriptedParts with(String address, HttpStatus status, String body, boolean stale, Set<String> surrogateKeys) {
		this.parts.put(address, Part.of(status, Map.of("content-type", "application/problem+json"),
				body.getBytes(StandardCharsets.UTF_8), surrogateKeys, stale));
		return this;
	}

	ScriptedParts with(String address, Part part) {
		this.parts.put(address, part);
		return this;
	}

	/** Cards as {@code id@section}, with a picture if there is a plus behind. */
	static String cards(String... cards) {
		return Arrays.stream(cards).map((card) -> {
			String[] parts = card.replace("+", "").split("@");
			return "{\"id\":\"" + parts[0] + "\",\"section\":\"" + parts[1] + "\""
					+ (card.endsWith("+") ? ",\"image\":{\"url\":\"u\"}" : "") + "}";
		}).collect(Collectors.joining(",", "{\"items\":[", "],\"next\":null}"));
	}

	@Override
	public Mono<Part> apply(String address) {
		return Mono.just(this.parts.getOrDefault(address,
				Part.of(HttpStatus.SERVICE_UNAVAILABLE, Map.of(), new byte[0], null, false)));
	}

}
