package io.broadsheet.catalog;

import java.time.ZoneId;

import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.entry.EntryDocuments;
import io.broadsheet.catalog.entry.StoredDocuments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Conditional requests and negotiation, by the running service on the wire.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepresentationsIT {

	private final TestMongo mongo = new TestMongo();

	private RunningCatalog catalog;

	@BeforeAll
	void start() {
		EntryDocuments documents = new EntryDocuments(ZoneId.of("UTC"));
		this.mongo.template()
			.insert(StoredDocuments.of(documents, new CatalogEntry.Published(Articles.article("a", 3))),
					EntryDocuments.COLLECTION)
			.block();
		this.catalog = new RunningCatalog("localhost:1", this.mongo.uri());
	}

	@AfterAll
	void stop() {
		this.catalog.close();
		this.mongo.close();
	}

	@ParameterizedTest
	@CsvSource({ "application/json,\"3\"", "application/ld+json,\"3-ld\"" })
	void aRepresentationIsToldByItsHeadAndKeptByItsTagOrItsTime(String type, String eTag) {
		HttpHeaders got = ask(HttpMethod.GET, type, null, null).expectStatus()
			.isOk()
			.expectHeader()
			.contentType(type)
			.expectHeader()
			.valueEquals("ETag", eTag)
			.expectHeader()
			.valueEquals("Vary", "Accept")
			.returnResult(byte[].class)
			.getResponseHeaders();
		HttpHeaders head = ask(HttpMethod.HEAD, type, null, null).expectStatus()
			.isOk()
			.returnResult(byte[].class)
			.getResponseHeaders();
		assertThat(head.getETag()).isEqualTo(eTag);
		assertThat(head.getLastModified()).isEqualTo(got.getLastModified());
		assertThat(head.getContentType()).isEqualTo(got.getContentType());
		assertThat(head.getFirst("Content-Length")).isIn(got.getFirst("Content-Length"), null);
		ask(HttpMethod.GET, type, eTag, null).expectStatus().isNotModified();
		ask(HttpMethod.HEAD, type, eTag, null).expectStatus().isNotModified();
		ask(HttpMethod.GET, type, "W/" + eTag, null).expectStatus().isNotModified();
		ask(HttpMethod.GET, type, "\"2\"", null).expectStatus().isOk();
		String lastModified = got.getFirst("Last-Modified");
		ask(HttpMethod.GET, type, null, lastModified).expectStatus().isNotModified();
		ask(HttpMethod.GET, type, "\"2\"", lastModified).expectStatus().isOk();
	}

	private WebTestClient.ResponseSpec ask(HttpMethod method, String accept, @Nullable String ifNoneMatch,
			@Nullable String ifModifiedSince) {
		return this.catalog.readers().method(method).uri("/api/v1/articles/a").headers((headers) -> {
			headers.set("Accept", accept);
			if (ifNoneMatch != null) {
				headers.set("If-None-Match", ifNoneMatch);
			}
			if (ifModifiedSince != null) {
				headers.set("If-Modified-Since", ifModifiedSince);
			}
		}).exchange();
	}

}
