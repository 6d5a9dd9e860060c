package io.broadsheet.ingest.caller;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the holder of a token is called.
 */
class CallerTests {

	@ParameterizedTest
	@CsvSource({ "preferred_username=linh sub=7 azp=cms, linh", "sub=7 azp=cms client_id=cms2, 7",
			"azp=cms client_id=cms2, cms", "client_id=cms2, cms2", "email=linh@paper.example, " })
	void aCallerIsCalledByTheBestNameThatTheTokenHas(String claims, String name) {
		Map<String, Object> all = Arrays.stream(claims.split(" "))
			.map((claim) -> claim.split("="))
			.collect(Collectors.toMap((claim) -> claim[0], (claim) -> claim[1]));
		assertThat(Caller.of(token(all)).name()).isEqualTo(name);
	}

	@Test
	void whatIsNoNameIsPassedOver() {
		for (Object strange : List.of("", " ", "a\nb", "a\u0000", "a".repeat(201), List.of("a"), 7)) {
			assertThat(Caller.of(token(Map.of("preferred_username", strange, "sub", "7"))).name()).isEqualTo("7");
		}
		assertThat(Caller.of(token(Map.of("sub", "a".repeat(200)))).name()).hasSize(200);
		assertThat(Caller.of(token(Map.of("sub", "Nguyễn Thị Linh"))).name()).isEqualTo("Nguyễn Thị Linh");
	}

	@Test
	void aPrincipalWithoutATokenIsNobody() {
		assertThat(Caller.of(() -> "root")).isEqualTo(Caller.ANONYMOUS);
	}

	private static Jwt token(Map<String, Object> claims) {
		return Jwt.withTokenValue("token").header("alg", "RS256").claims((all) -> all.putAll(claims)).build();
	}

}
