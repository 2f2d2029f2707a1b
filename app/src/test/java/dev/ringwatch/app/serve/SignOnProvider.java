package dev.ringwatch.app.serve;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A small provider of OpenID Connect, over HTTP: discovery, authorization codes with PKCE, signed
 * tokens, keys. Whoever comes is who the test says, and it can be told to lie.
 */
final class SignOnProvider implements AutoCloseable {

  private static final String CLIENT = "ringwatch";
  private static final String SECRET = "provider secret";

  private final HttpServer http;
  private final RSAKey key;
  private final RSAKey otherKey;
  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

  /** Who comes. */
  volatile String subject = "subject-1";

  volatile String email = "ada@example.org";
  volatile boolean emailVerified = true;
  volatile Lie lie = Lie.NONE;

  /** What is wrong with its tokens. */
  enum Lie {
    NONE,
    NONCE,
    NO_NONCE,
    SIGNATURE,
    AUDIENCE,
    ISSUER,
    EXPIRED
  }

  SignOnProvider() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("key-1").generate();
    otherKey = new RSAKeyGenerator(2048).keyID("key-1").generate();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/.well-known/openid-configuration", this::describe);
    http.createContext("/authorize", this::authorize);
    http.createContext("/token", this::token);
    http.createContext(
        "/keys", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    http.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** A server's settings for it. */
  String[] settings(String... more) {
    String start = "ringwatch.operators.sign-on.";
    String[] own = {
      start + "issuer=" + issuer(),
      start + "client-id=" + CLIENT,
      start + "client-secret=" + SECRET,
      start + "name=Example Inc"
    };
    String[] all = Arrays.copyOf(own, own.length + more.length);
    System.arraycopy(more, 0, all, own.length, more.length);
    return all;
  }

  private void describe(HttpExchange exchange) throws IOException {
    json(
        exchange,
        200,
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/keys","response_types_supported":["code"],
         "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"],
         "code_challenge_methods_supported":["S256"]}
        """
            .formatted(issuer()));
  }

  /** Sends whoever comes straight back with a code. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    asked.put(code, query);
    String back =
        query.get("redirect_uri")
            + "?code="
            + code
            + "&state="
            + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", URI.create(back).toString());
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = fields(body);
    Map<String, String> query = asked.remove(form.getOrDefault("code", ""));
    if (query == null
        || !query.containsKey("code_challenge")
        || !form.containsKey("code_verifier")) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    try {
      json(
          exchange,
          200,
          "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\""
              + idToken(query.getOrDefault("nonce", ""))
              + "\"}");
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private String idToken(String nonce) throws JOSEException {
    Instant now = Instant.now().minusSeconds(lie == Lie.EXPIRED ? 3600 : 0);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(lie == Lie.ISSUER ? "https://elsewhere.example" : issuer())
            .subject(subject)
            .audience(lie == Lie.AUDIENCE ? "another client" : CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("email", email)
            .claim("email_verified", emailVerified)
            .claim("name", "Ada of Example");
    if (lie != Lie.NO_NONCE) {
      claims.claim("nonce", lie == Lie.NONCE ? "of another sign-in" : nonce);
    }
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build(), claims.build());
    token.sign(new RSASSASigner(lie == Lie.SIGNATURE ? otherKey : key));
    return token.serialize();
  }

  private static Map<String, String> fields(String encoded) {
    return Arrays.stream(encoded.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
