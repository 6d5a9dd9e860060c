package io.broadsheet.ingest.article;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which requests mean the same article.
 */
class ArticleIdsTests {

	@Test
	void theSameExternalIdIsTheSameArticleWhateverTheKey() {
		assertThat(ArticleIds.of("feed/1", "key")).isEqualTo(ArticleIds.of("feed/1", "other"))
			.isEqualTo(ArticleIds.of("feed/1", null))
			.isNotEqualTo(ArticleIds.of("feed/2", "key"));
	}

	@Test
	void theSameKeyIsTheSameArticle() {
		assertThat(ArticleIds.of(null, "key")).isEqualTo(ArticleIds.of(null, "key"))
			.isNotEqualTo(ArticleIds.of(null, "other"));
	}

	@Test
	void aKeyIsNoExternalId() {
		assertThat(ArticleIds.of(null, "x")).isNotEqualTo(ArticleIds.of("x", null));
	}

	@Test
	void withoutEitherEachRequestIsANewArticle() {
		assertThat(ArticleIds.of(null, null)).isNotEqualTo(ArticleIds.of(null, null));
		assertThat(UUID.fromString(ArticleIds.of(null, null)).version()).isEqualTo(7);
	}

}
