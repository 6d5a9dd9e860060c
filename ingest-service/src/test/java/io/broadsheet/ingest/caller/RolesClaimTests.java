package io.broadsheet.ingest.caller;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

/**
 * Where providers put roles.
 */
class RolesClaimTests {

	@Test
	void rolesMayStandInsideOfAnotherClaim() {
		try (TokenIssuer issuer = new TokenIssuer(0);
				WhoAmI service = new WhoAmI(issuer.uri(), "--OIDC_ROLES_CLAIM=[realm_access][roles]")) {
			String token = issuer
				.token((claims) -> claims.claim("realm_access", Map.of("roles", List.of("offline_access", "editor"))));
			service.ask(HttpMethod.POST, "/api/v1/articles", "Bearer " + token).expectStatus().isOk();
			service.ask(HttpMethod.POST, "/api/v1/articles", "Bearer " + issuer.token("linh", "editor"))
				.expectStatus()
				.isForbidden();
		}
	}

}
