package io.broadsheet.catalog.search.index;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.broadsheet.catalog.article.ArticleFilter;
import io.broadsheet.catalog.article.CollectionMembers;
import io.broadsheet.catalog.entry.CatalogEntry;
import io.broadsheet.catalog.search.text.Highlights;
import io.broadsheet.catalog.search.text.QueryText;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is found, in which order, and how it is shown.
 */
class SearchIndexTests {

	private static final Instant NOW = Stories.NOON.toInstant();

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private SearchIndex index;

	@BeforeEach
	void open() throws IOException {
		this.index = SearchIndex.open(new ByteBuffersDirectory());
		this.index.startAnew("log");
	}

	@AfterEach
	void close() throws IOException {
		this.index.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ha noi", "Hà Nội", "HA NOI", "hà noi", "\"ha noi\"", "\"Hà Nội\"",
			"Ha\u0300 No\u0323\u0302i", "noi ha", "ha no", "ha n", "hà nộ", "  ha   noi ", "(ha) & noi!", "\"ha noi" })
	void vietnameseIsFoundHoweverItIsTyped(String line) throws IOException {
		add(Stories.vietnamese("hanoi", "Hà Nội mở lại tuyến xe điện", "<p>Đường phố.</p>"),
				Stories.vietnamese("other", "Đà Nẵng đón bão", "<p>Mưa lớn.</p>"));
		assertThat(found(line)).containsExactly("hanoi");
	}

	@ParameterizedTest
	@ValueSource(strings = { "duong", "đường", "Duong pho", "đuong" })
	void theLetterĐIsFoundAsD(String line) throws IOException {
		add(Stories.vietnamese("street", "Phố cổ", "<p>Đường phố.</p>"));
		assertThat(found(line + " ")).containsExactly("street");
	}

	@Test
	void whatIsWrittenWithTheSameDiacriticsRanksHigher() throws IOException {
		add(Stories.vietnamese("a", "Bán ma", ""), Stories.vietnamese("b", "Bán má", ""),
				Stories.vietnamese("c", "Bán mạ", ""));
		assertThat(found("má ").get(0)).isEqualTo("b");
		assertThat(found("mạ ").get(0)).isEqualTo("c");
		assertThat(found("\"bán mạ\"").get(0)).isEqualTo("c");
		assertThat(found("ma ")).containsExactlyInAnyOrder("a", "b", "c");
	}

	@ParameterizedTest
	@CsvSource({ "running,runner-runs", "runs,runner-runs", "councils,council", "mayor,mayors", "mayor's,mayors" })
	void englishIsFoundInOtherForms(String line, String id) throws IOException {
		add(Stories.english("runner-runs", "She runs every morning", ""),
				Stories.english("council", "The council votes", ""),
				Stories.english("mayors", "The mayor’s promise", ""));
		assertThat(found(line + " ")).containsExactly(id);
	}

	@Test
	void stemsOfEnglishFindNothingInOtherLanguages() throws IOException {
		add(Stories.vietnamese("tremble", "Run vì lạnh", ""), Stories.english("run", "A run on the bank", ""));
		assertThat(found("running ")).containsExactly("run");
		assertThat(found("run ")).containsExactlyInAnyOrder("tremble", "run");
	}

	@Test
	void phrasesAreFoundOnlyAsTheyStand() throws IOException {
		add(Stories.english("phrase", "City hall reopens", ""), Stories.english("words", "A hall in the city", ""));
		assertThat(found("\"city hall\"")).containsExactly("phrase");
		assertThat(found("city hall ")).containsExactly("phrase", "words");
	}

	@Test
	void excludedWordsExclude() throws IOException {
		add(Stories.english("tram", "A tram in the city", ""), Stories.english("bus", "A bus in the city", ""));
		assertThat(found("city -bus")).containsExactly("tram");
		assertThat(found("city-bus ")).containsExactly("bus");
	}

	@Test
	void theLastWordIsCompletedUnlessASpaceFollows() throws IOException {
		add(Stories.english("harbour", "Harbour reopens", ""), Stories.english("body", "Nothing", "<p>Harbour.</p>"));
		assertThat(found("harb")).containsExactly("harbour", "body");
		assertThat(found("harb ")).isEmpty();
		assertThat(found("harb reop")).isEmpty();
		assertThat(found("h")).containsExactly("harbour");
	}

	@Test
	void theHeadlineGoesBeforeTheBody() throws IOException {
		add(Stories.english("body", "News of the day", "<p>The tram is back.</p>"),
				Stories.english("headline", "Tram of the day", "<p>The news is back.</p>"));
		assertThat(found("tram ")).containsExactly("headline", "body");
	}

	@Test
	void ofTwoThatAreEquallyGoodTheNewerGoesFirstAndAnOldOneThatIsClearlyBetterStaysInFront() throws IOException {
		add(Stories.story("old", 1, "en", "Tram strike", "", "city", Stories.NOON.minusDays(60)),
				Stories.story("new", 1, "en", "Tram strike", "", "city", Stories.NOON),
				Stories.story("body", 1, "en", "News of today", "<p>A word of the strike.</p>", "city", Stories.NOON));
		assertThat(found("strike ")).containsExactly("new", "old", "body");
	}

	@Test
	void recencyAddsThreeTenthsAtMostAndHalfOfThatAfterThirtyDays() {
		assertThat(Recency.factor(0)).isEqualTo(1.3);
		assertThat(Recency.factor(-5)).isEqualTo(1.3);
		assertThat(Recency.factor(Duration.ofDays(30).toMillis())).isEqualTo(1.15);
		assertThat(Recency.factor(Duration.ofDays(36500).toMillis())).isBetween(1.0, 1.0001);
	}

	@Test
	void bylinesTagsAndDatelinesAreFound() throws IOException {
		add(Stories.english("byline", "Tram strike", ""));
		assertThat(found("linh do ")).containsExactly("byline");
		assertThat(found("tag-city ")).containsExactly("byline");
	}

	@Test
	void findsAreMarkedInSafeHtml() throws IOException {
		add(Stories.vietnamese("x", "Hà Nội <b>& phố</b> \"cổ\"",
				"<p>Tàu điện ở H&agrave; Nội.</p><script>alert(1)</script><p>&lt;img src=x onerror=alert(1)&gt;</p>"));
		Highlights highlights = search("ha noi ", SearchOrder.RELEVANCE, 10).items().get(0).highlights();
		assertThat(highlights.headline()).isEqualTo("<mark>Hà Nội</mark> &lt;b&gt;&amp; phố&lt;/b&gt; &quot;cổ&quot;");
		assertThat(highlights.summary()).isNull();
		assertThat(highlights.body()).startsWith("Tàu điện ở <mark>Hà Nội</mark>.")
			.doesNotContain("alert(1)</", "<img");
	}

	@Test
	void onlyWhereSomethingWasFoundIsShown() throws IOException {
		String filler = "Nothing happened here for quite a while and then for longer still. ".repeat(20);
		add(Stories.english("x", "City news", "<p>" + filler + "</p><p>The trams are back.</p><p>" + filler + "</p>"));
		Highlights highlights = search("tram ", SearchOrder.RELEVANCE, 10).items().get(0).highlights();
		assertThat(highlights.headline()).isNull();
		assertThat(highlights.body()).contains("The <mark>trams</mark> are back.").startsWith("… ").endsWith(" …");
		assertThat(highlights.body().length()).isLessThan(500);
	}

	@Test
	void tagsOfTheBodyAreNoWordsButSeparateThem() throws IOException {
		add(Stories.english("x", "News",
				"<p class=\"lead\">one</p><p>two<br>three</p><ul><li>four</li><li>five</li></ul>"
						+ "<a href=\"https://secret.example\">six</a> s<b>ev</b>en"));
		assertThat(found("\"one two three four five\" six seven ")).containsExactly("x");
		assertThat(found("lead ")).isEmpty();
		assertThat(found("secret ")).isEmpty();
	}

	@Test
	void aRevisionReplacesTheOneBeforeAndNeverALaterOne() throws IOException {
		add(Stories.story("a", 2, "en", "Second thoughts", "", "city", Stories.NOON));
		add(Stories.story("a", 1, "en", "First thoughts", "", "city", Stories.NOON));
		assertThat(found("first ")).isEmpty();
		add(Stories.story("a", 3, "en", "Third thoughts", "", "city", Stories.NOON));
		assertThat(found("second ")).isEmpty();
		assertThat(search("thoughts ", SearchOrder.RELEVANCE, 10).items()).hasSize(1);
	}

	@Test
	void withdrawnAndPurgedArticlesAreGoneAndAWithdrawnOneComesBackWithALaterRevisionAlone() throws IOException {
		add(Stories.english("a", "Tram", ""), Stories.english("b", "Tram", ""), Stories.english("c", "Tram", ""));
		add(Stories.withdrawn("a", 2));
		this.index.purge("b");
		this.index.advance(Map.of());
		assertThat(found("tram ")).containsExactly("c");
		assertThat(this.index.documents()).isEqualTo(1);
		add(Stories.english("a", "Tram", ""), Stories.english("b", "Tram", ""));
		assertThat(found("tram ")).containsExactlyInAnyOrder("b", "c");
		add(Stories.story("a", 3, "en", "Tram", "", "city", Stories.NOON));
		assertThat(found("tram ")).containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	void filtersApply() throws IOException {
		add(Stories.story("a", 1, "en-GB", "Tram", "", "city", Stories.NOON),
				Stories.story("b", 1, "vi", "Tram", "", "sport", Stories.NOON.plusHours(1)));
		assertThat(found(filter("city", null, null, null, null, null))).containsExactly("a");
		assertThat(found(filter(null, "tag-sport", null, null, null, null))).containsExactly("b");
		assertThat(found(filter(null, null, "linh do", null, null, null))).hasSize(2);
		assertThat(found(filter(null, null, "linh", null, null, null))).isEmpty();
		assertThat(found(filter(null, null, null, "en", null, null))).containsExactly("a");
		assertThat(found(filter(null, null, null, "en-gb", null, null))).containsExactly("a");
		assertThat(found(filter(null, null, null, null, NOW, NOW.plusMillis(1)))).containsExactly("a");
		assertThat(found(filter(null, null, null, null, null, NOW))).isEmpty();
		assertThat(found(filter(null, null, null, null, NOW.plusMillis(1), null))).containsExactly("b");
	}

	@ParameterizedTest
	@CsvSource({ "RELEVANCE", "NEWEST", "OLDEST" })
	void pagesNeitherRepeatNorSkipWhileArticlesChange(SearchOrder order) throws IOException {
		List<String> all = new ArrayList<>();
		for (int i = 0; i < 23; i++) {
			String id = "a" + i;
			all.add(id);
			add(Stories.story(id, 1, "en", "Tram " + "and bus ".repeat(i % 4), "", "city",
					Stories.NOON.minusMinutes(i / 3)));
		}
		List<String> whole = ids(search("tram ", order, 100));
		List<String> seen = new ArrayList<>();
		SearchPlace place = null;
		int round = 0;
		do {
			Finds page = this.index.search(request("tram ", ArticleFilter.NONE, order, 5, place),
					NOW.plusSeconds(round), PATIENCE);
			seen.addAll(ids(page));
			place = page.next();
			add(Stories.story("new" + round++, 1, "en", "Tram tram tram", "", "city", Stories.NOON.plusDays(1)));
			this.index.forgetSnapshots(Duration.ofMinutes(1));
		}
		while (place != null);
		seen.removeIf((id) -> id.startsWith("new"));
		assertThat(seen).containsExactlyElementsOf(whole).containsExactlyInAnyOrderElementsOf(all);
	}

	@Test
	void aPlaceOfAStateThatIsGoneGoesOnInTheNewestState() throws IOException {
		for (int i = 0; i < 6; i++) {
			add(Stories.story("a" + i, 1, "en", "Tram", "", "city", Stories.NOON.minusDays(i)));
		}
		SearchPlace place = search("tram ", SearchOrder.RELEVANCE, 3).next();
		assertThat(place).isNotNull();
		SearchPlace foreign = new SearchPlace(place.asOf(), "another.7", place.score(), place.publishedAt(),
				place.id());
		Finds rest = this.index.search(request("tram ", ArticleFilter.NONE, SearchOrder.RELEVANCE, 10, foreign), NOW,
				PATIENCE);
		assertThat(ids(rest)).containsExactly("a3", "a4", "a5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "*", "*:*", "-", "-tram", "-tram -bus", "\"\"", "((((", "—", "\u0000", "\ud800",
			"- -", "?" })
	void aLineWithoutAWordToLookForIsRefused(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> new QueryText(line))
			.withMessage("must have a word to look for");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*tram", "tr?m tram", "tram\u0000", "tram \udc00", "\"tram", "tram\"", "tram~9", "tram^99",
			"[a TO tram]", "tram AND OR", "tram && ||", "\\tram", "tram\\", "+tram", "tram \"\"" })
	void whatIsSyntaxElsewhereIsPunctuation(String line) throws IOException {
		add(Stories.english("a", "Tram tr m 9 99 headline a to and or", ""), Stories.english("b", "Bus", ""));
		assertThat(found(line)).containsExactly("a");
	}

	@Test
	void longLinesAreRefusedAtTheExactEdge() throws IOException {
		add(Stories.english("a", "Tram", ""));
		assertThat(found("(".repeat(QueryText.LONGEST - 4) + "tram")).containsExactly("a");
		assertThatIllegalArgumentException().isThrownBy(() -> new QueryText("(".repeat(QueryText.LONGEST - 3) + "tram"))
			.withMessage("must be up to 200 characters");
		assertThat(found("tram ".repeat(QueryText.MOST_WORDS))).containsExactly("a");
		assertThatIllegalArgumentException().isThrownBy(() -> new QueryText("tram ".repeat(QueryText.MOST_WORDS + 1)))
			.withMessage("must be up to 32 words");
		assertThatIllegalArgumentException().isThrownBy(() -> new QueryText("漢".repeat(200)));
		assertThat(found("b* ".repeat(QueryText.MOST_WORDS))).isEmpty();
		assertThat(found("漢".repeat(QueryText.MOST_WORDS))).isEmpty();
	}

	@Test
	void aCollectionsMembersAreThePinnedOnesAndThoseOfItsTag() throws IOException {
		add(Stories.english("pinned", "Tram", ""), Stories.story("tagged", 1, "en", "Tram", "", "tet", Stories.NOON),
				Stories.english("other", "Tram", ""), Stories.english("silent", "Bus", ""));
		assertThat(foundAmong(List.of("pinned", "silent", "gone"), "tag-tet")).containsExactlyInAnyOrder("pinned",
				"tagged");
		assertThat(foundAmong(List.of("pinned"), null)).containsExactly("pinned");
		assertThat(foundAmong(List.of(), "tag-tet")).containsExactly("tagged");
		assertThat(foundAmong(List.of(), null)).isEmpty();
	}

	@Test
	void whatCantBeATermIsLeftOutAndTheArticleIsFoundAllTheSame() throws IOException {
		add(Stories.story("a", 1, "en", "Tram " + "x".repeat(100_000), "\ud800", "s".repeat(40_000), Stories.NOON));
		assertThat(found("tram ")).containsExactly("a");
	}

	private void add(CatalogEntry... entries) throws IOException {
		for (CatalogEntry entry : entries) {
			this.index.put(entry);
		}
		this.index.advance(Map.of());
	}

	private List<String> found(String line) throws IOException {
		return ids(search(line, SearchOrder.RELEVANCE, 100));
	}

	private List<String> found(ArticleFilter filters) throws IOException {
		return ids(this.index.search(request("tram ", filters, SearchOrder.RELEVANCE, 100, null), NOW, PATIENCE));
	}

	private List<String> foundAmong(List<String> pinned, String tag) throws IOException {
		SearchRequest request = request("tram ", ArticleFilter.NONE, SearchOrder.RELEVANCE, 100, null)
			.among(new CollectionMembers.Members(pinned, tag));
		return ids(this.index.search(request, NOW, PATIENCE));
	}

	private static ArticleFilter filter(String section, String tag, String author, String language, Instant from,
			Instant to) {
		return new ArticleFilter(section, tag, author, language, null, from, to);
	}

	private Finds search(String line, SearchOrder order, int limit) throws IOException {
		return this.index.search(request(line, ArticleFilter.NONE, order, limit, null), NOW, PATIENCE);
	}

	private static SearchRequest request(String line, ArticleFilter filters, SearchOrder order, int limit,
			SearchPlace after) {
		return new SearchRequest(new QueryText(line), filters, null, order, limit, after);
	}

	private static List<String> ids(Finds finds) {
		return finds.items().stream().map(Finds.Find::id).toList();
	}

}
