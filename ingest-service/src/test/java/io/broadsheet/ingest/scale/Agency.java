package io.broadsheet.ingest.scale;

import java.nio.charset.StandardCharsets;

import io.broadsheet.events.EventJson;
import io.broadsheet.ingest.caller.TokenIssuer;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A program that sends documents of many articles, line by line, and reads the report
 * meanwhile.
 */
final class Agency {

	private Agency() {
	}

	/** The lines of the report, as they come. */
	static Flux<String> send(Instance instance, Flux<String> lines) {
		Flux<DataBuffer> document = lines
			.map((line) -> DefaultDataBufferFactory.sharedInstance.wrap(line.getBytes(StandardCharsets.UTF_8)));
		return WebClient.create(instance.url())
			.post()
			.uri("/api/v1/imports")
			.header("Authorization", TokenIssuer.editor())
			.contentType(MediaType.parseMediaType("application/x-ndjson"))
			.body(BodyInserters.fromDataBuffers(document))
			.retrieve()
			.bodyToFlux(String.class)
			.filter((line) -> !line.isBlank());
	}

	static boolean isItem(String line) {
		return line.contains("\"outcome\"");
	}

	static JsonNode item(String line) {
		return EventJson.mapper().readTree(line.substring(line.indexOf('{')));
	}

}
