package io.broadsheet.ingest.article;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

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

	private String fingerprint(@Nullable Object... asked) {
		return this.tickets.of("id", null, null, asked).fingerprint();
	}

}
