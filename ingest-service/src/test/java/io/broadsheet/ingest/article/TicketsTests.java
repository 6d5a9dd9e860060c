package io.broadsheet.ingest.article;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.broadsheet.ingest.ledger.ArticleContent;
import io.broadsheet.ingest.ledger.LedgerFixtures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How commands are named.
 */
class TicketsTests {

	private static final String LONG = "a word ".repeat(10_000);

	private final Tickets tickets = new Tickets(Clock.systemUTC());

	@Test
	void whatAsksForTheSameHasTheSameFingerprint() {
		assertThat(fingerprint("publish", LedgerFixtures.publish("One"), LONG + "!"))
			.isEqualTo(fingerprint("publish", LedgerFixtures.publish("One"), LONG + "!"));
	}

	@Test
	void whateverDiffersTheFingerprintDiffers() {
		List<@Nullable Object[]> asked = new ArrayList<>();
		asked.add(new Object[] { "publish", LONG });
		asked.add(new Object[] { "publish", LONG + "." });
		asked.add(new Object[] { "publish", LONG.replaceFirst("a", "b") });
		asked.add(new Object[] { "revise", LONG });
		asked.add(new Object[] { "revise", 1L, LONG });
		asked.add(new Object[] { "revise", 2L, LONG });
		asked.add(new Object[] { "revise", LONG, LONG });
		asked.add(new @Nullable Object[] { "revise", LONG, null });
		asked.add(new Object[] { "revise", LONG, List.of("a", "b") });
		asked.add(new Object[] { "revise", LONG, List.of("ab") });
		assertThat(asked.stream().map(this::fingerprint)).doesNotHaveDuplicates();
	}

	/**
	 * Those of imports are kept for good: made differently, everything would count as
	 * changed at the first import after an upgrade, and overwrite what editors did.
	 */
	@Test
	void fingerprintsStayTheSameOverVersions() throws Exception {
		ArticleContent content = new ArticleContent("feed:1", "Tàu điện đến muộn", null, "<p>\"Text\"</p>", "vi",
				"transport", List.of("tram"), List.of(), "Hà Nội", List.of(), null, null, true);
		String text = """
				["change",{"externalId":"feed:1","headline":"Tàu điện đến muộn","body":"<p>\\"Text\\"</p>",\
				"language":"vi","section":"transport","tags":["tram"],"authors":[],"dateline":"Hà Nội","images":[],\
				"rankable":true},"2026-03-01T12:00:00Z",null]""";
		byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		assertThat(fingerprint("change", content, Instant.parse("2026-03-01T12:00:00Z"), null))
			.isEqualTo(HexFormat.of().formatHex(digest));
	}

	private String fingerprint(@Nullable Object... asked) {
		return this.tickets.of("id", null, null, asked).fingerprint();
	}

}
