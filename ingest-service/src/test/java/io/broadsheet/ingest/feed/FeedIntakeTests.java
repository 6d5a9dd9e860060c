package io.broadsheet.ingest.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.broadsheet.ingest.fetch.Fetched;
import io.broadsheet.ingest.imports.ImportFormat;
import io.broadsheet.ingest.imports.Imports;
import io.broadsheet.ingest.imports.ItemReport;
import io.broadsheet.ingest.imports.feed.FeedReader;
import io.broadsheet.ingest.imports.item.ImportItem;
import io.broadsheet.ingest.imports.item.Intake;
import io.broadsheet.ingest.imports.item.UnreadableDocumentException;
import io.broadsheet.ingest.problem.FieldError;
import jakarta.validation.Validation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class FeedIntakeTests {

	private static final String ATOM = """
			<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title><id>urn:agency</id>
			<updated>2026-03-01T10:00:00Z</updated><entry><id>urn:agency:1</id><title>One</title>
			<updated>2026-03-01T10:00:00Z</updated></entry></feed>""";

	private static final FeedSettings.Source SOURCE = new FeedSettings.Source("agency", "https://agency.example/",
			"world", "vi", Duration.ofMinutes(5));

	private final Imports imports = mock();

	private final List<ImportItem> items = new ArrayList<>();

	private final FeedIntake intake = new FeedIntake(
			new FeedReader(new Intake(Validation.buildDefaultValidatorFactory().getValidator(), Clock.systemUTC())),
			this.imports);

	private ImportFormat format;

	private boolean unanswered;

	@BeforeEach
	@SuppressWarnings("unchecked")
	void take() {
		given(this.imports.take(any(), any(), any())).willAnswer((call) -> {
			this.format = call.getArgument(0);
			return ((Flux<ImportItem>) call.getArgument(2)).doOnNext(this.items::add)
				.map((item) -> new ItemReport(item.index(), item.externalId(), null, ItemReport.Result.REJECTED,
						List.of(new FieldError("", "was refused")), List.of(), this.unanswered));
		});
	}

	@Test
	void itemsGetTheSectionOfTheFeedAndItsLanguageIfTheyTellNone() {
		take(ATOM, "application/atom+xml");
		assertThat(this.items).singleElement().isInstanceOfSatisfying(ImportItem.Ready.class, (item) -> {
			assertThat(item.content().section()).isEqualTo("world");
			assertThat(item.content().language()).isEqualTo("vi");
		});
	}

	@ParameterizedTest
	@CsvSource({ "application/atom+xml;charset=utf-8, ATOM", "text/xml, RSS", ", RSS" })
	void theFormatIsWhatTheServerSays(String contentType, ImportFormat expected) {
		take(ATOM, contentType);
		assertThat(this.format).isEqualTo(expected);
	}

	@Test
	void aFeedWhoseItemsWereAllDecidedIsCompleteAlsoIfSomeWereRejected() {
		assertThatNoException().isThrownBy(() -> take(ATOM, null));
	}

	@Test
	void aFeedWithAnItemThatGotNoAnswerIsNot() {
		this.unanswered = true;
		assertThatIllegalStateException().isThrownBy(() -> take(ATOM, null))
			.withMessage("the ledger did not answer for all items");
	}

	@Test
	void whatIsNoFeedIsAnErrorInWordsOfOurs() {
		assertThatExceptionOfType(UnreadableDocumentException.class)
			.isThrownBy(() -> take("<html>Sign in, dear secret</html>", "text/html"))
			.satisfies((ex) -> assertThat(ex.getMessage()).isNotEmpty().doesNotContain("secret"));
	}

	private void take(String document, String contentType) {
		this.intake
			.apply(SOURCE,
					new Fetched.Document(document.getBytes(StandardCharsets.UTF_8), contentType,
							new Fetched.Validators(URI.create("https://agency.example/"), null, null)))
			.block();
	}

}
