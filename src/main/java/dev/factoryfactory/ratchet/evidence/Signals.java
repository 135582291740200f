package dev.factoryfactory.ratchet.evidence;

import static dev.factoryfactory.ratchet.evidence.FailureClass.BILLING_OR_QUOTA;
import static dev.factoryfactory.ratchet.evidence.FailureClass.CODE;
import static dev.factoryfactory.ratchet.evidence.FailureClass.INFRASTRUCTURE;
import static dev.factoryfactory.ratchet.evidence.FailureClass.UNKNOWN;

import dev.factoryfactory.ratchet.evidence.Signal.Trust;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words that blame machines, networks, accounts and people. The first that fits a line counts.
 */
final class Signals {

  private static final String HTTP_TRANSIENT = "(?:50[0234]|52\\d|429)";

  static final List<Signal> ALL =
      List.of(
          // The account
          service(
              BILLING_OR_QUOTA,
              "the account's payments or spending limit",
              "(?i)recent account payments have failed|spending limit needs to be increased|account is locked due to a billing issue|job was not started because .*(?:billing|payment|spending)|included (?:services|minutes)|exceeded .*Actions minutes|out of (?:build |compute |ci )?(?:minutes|credits)|no (?:build |compute )?credits|plan has no credits|ci_quota_exceeded|not started because .*budget"),
          plain(
              BILLING_OR_QUOTA,
              false,
              "a storage quota",
              "(?i)artifact storage quota has been hit|storage quota (?:has been )?(?:hit|exceeded|reached)|repository is over its data quota|exceeded its LFS budget|LFS bandwidth|batch response: .*(?:quota|budget|bandwidth)|packages? (?:storage|bandwidth|data transfer) .*(?:exceeded|limit)"),
          plain(
              BILLING_OR_QUOTA,
              false,
              "a provider's quota",
              "(?i)insufficient_quota|exceeded your (?:current|monthly|plan) quota|(?:monthly|plan|account|organization|usage|build[- ]minutes?) .{0,40}(?:quota|limit|credits?) (?:has been |is |was )?(?:exceeded|reached|exhausted)|(?:quota|credits?) (?:exceeded|exhausted|depleted)|quotaExceeded|Quota '[^']+' exceeded|Quota exceeded for|QUOTA_EXCEEDED|VcpuLimitExceeded|InstanceLimitExceeded|RESOURCE_EXHAUSTED.*quota|402 Payment Required|status(?: code)?:? 402|payment required|credit balance is too low|billing (?:account )?(?:is )?(?:disabled|not enabled|hard limit)|BILLING_DISABLED|upgrade your plan|out of credits|Resource is limited - try again|deployments-free-per-day|deployments? (?:per day )?limit|has reached its .*(?:limit|quota) for"),
          // The machine
          service(
              INFRASTRUCTURE,
              "the runner was lost",
              "(?i)hosted runner(?:: .*)? lost communication with the server|hosted runner encountered an error|runner (?:has )?lost communication|job was not acquired by runner|(?:has encountered|encountered) an internal error when running your job|unable to connect to the runner|no runner .*(?:online|available)|runner system failure|infrastructure fail|spot instance .*(?:interrupt|reclaim|terminat)|node .*(?:preempted|was terminated)"),
          runner(
              INFRASTRUCTURE,
              "the runner was shut down",
              "(?i)runner has received a shutdown signal|hosted runner(?:: .*)? lost communication|job was not acquired by runner|has encountered an internal error when running your job|Job failed \\(system failure\\)|Job failed: (?:prepare environment|execution took longer .* pod)|ERROR: Preparation failed|Received request to deprovision|agent (?:lost|stopped responding)|remote end .*disconnected from the agent|Agent went offline|FATAL: command execution failed.*(?:Channel|closed)"),
          plain(
              INFRASTRUCTURE,
              true,
              "the runner could not be prepared",
              "(?i)Failed to download archive 'https://|Failed to resolve action download info|Failed to download action|pod failed to come online|failed to come online|backoff timeout|Failed to initialize container|Initialize containers.*fail|Docker (?:pull|start|create|build|login) failed with exit code|Unable to prepare the working directory|failed to (?:create|start) (?:pod|container|vm|sandbox)|error creating (?:docker )?network|service container .*(?:unhealthy|failed)|Service .* (?:is|was) not (?:healthy|ready)|failed to boot|Timeout waiting for emulator|emulator: .*(?:ERROR|PANIC)|Unable to boot (?:device|the Simulator)|Xvfb failed to start|error provisioning|adb: device (?:offline|not found)|Failed to CreateArtifact: .*(?:ENOTFOUND|ECONN|ETIMEDOUT|timeout|50\\d)|Failed to (?:FinalizeArtifact|GetSignedArtifactURL|ListArtifacts): .*(?:ENOTFOUND|ECONN|ETIMEDOUT|timeout|50\\d|internal)|Unable to (?:download|upload) artifact.*(?:ECONN|timeout|50\\d)|(?:Internal|Unexpected) server error\\b.*(?:github|action)"),
          plain(
              INFRASTRUCTURE,
              true,
              "the disk was full",
              "(?i)no space left on device|\\bENOSPC\\b|not enough space on the disk|There is not enough (?:space|disk)|insufficient disk space|disk quota exceeded|out of disk space|Write failed: (?:disk full|No space)|database or disk is full"),
          plain(
              INFRASTRUCTURE,
              true,
              "the process was killed, most often for want of memory",
              "(?:^|\\s)\\d* ?Killed\\s*(?:$|\\S)|oom-kill|Out of memory: Kill(?:ed)? process|OOMKilled|exit(?:ed)?(?: with)?(?: (?:code|status))?:? ?\\(?137\\b|signal: 9, SIGKILL|signal 9\\b|SIGKILL|fatal error: Killed signal terminated program|Cannot allocate memory|Gradle build daemon disappeared|daemon disappeared unexpectedly|c\\+\\+: fatal error: Killed"),
          // The network
          plain(
              INFRASTRUCTURE,
              true,
              "a rate limit",
              "(?i)toomanyrequests|reached your (?:unauthenticated )?pull rate limit|API rate limit exceeded|secondary rate limit|rate limit exceeded (?:for|on|while)|exceeded a (?:secondary )?rate limit|error:? 429|status(?: code)?:? 429|429 Too Many Requests|HTTP (?:error )?429|E429|too many requests\\b.*(?:http|registry|retry)|RequestLimitExceeded|ThrottlingException|SlowDown: "),
          step(
              INFRASTRUCTURE,
              true,
              "a name could not be resolved",
              "(?i)could ?n[o']t resolve (?:host|proxy)|failed to lookup address|Temporary failure (?:in name resolution|resolving)|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|EAI_AGAIN|nodename nor servname|Name or service not known|No such host is known|no such host|UnknownHostException|Unknown host|Name resolution (?:failed|failure)|Failed to resolve '|server misbehaving"),
          step(
              INFRASTRUCTURE,
              true,
              "a server failed",
              "(?i)(?:HTTP|status(?: code)?|error|code|returned(?: error)?|responded with|response|server|Received|unexpected)[^\\d\\n]{0,40}\\b"
                  + HTTP_TRANSIENT
                  + "\\b(?: (?:Bad Gateway|Service|Internal|Gateway|Too))?|\\b50[234] (?:Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)|500 Internal Server Error.*https?:|\\bE50[0234]\\b|Bad Gateway|Service Unavailable|Gateway Time-?out|ERR_PNPM_FETCH_5\\d\\d"),
          step(CODE, false, "a repository that Maven refuses", "maven-default-http-blocker"),
          step(
              INFRASTRUCTURE,
              false,
              "a certificate",
              "(?i)certificate (?:has expired|verify failed|is not trusted|problem|error)|x509: certificate|self[- ]signed certificate|CERTIFICATE_VERIFY_FAILED|PKIX path building failed|CERT_HAS_EXPIRED"),
          step(
              INFRASTRUCTURE,
              true,
              "a connection failed",
              "(?i)ECONNRESET|ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|\\bEPIPE\\b|socket hang up|network socket disconnected|(?:connect|connection|read|request|operation|dial|curl|fetch|download|handshake|network|socket)\\w*(?: \\S+){0,4}? timed ?out|timed out (?:while |when )?(?:connecting|waiting for (?:a )?(?:response|connection|headers)|downloading|reading)|connection (?:was )?(?:reset|refused|aborted|broken|closed by|closed before|forcibly)|Connection timed out|connect(?:ion)? timeout|TLS handshake timeout|SSL connection could not be established|SSL_connect|SSLHandshake|SSL_ERROR_SYSCALL|OpenSSL SSL_read|Remote host terminated the handshake|gnutls_handshake|i/o timeout|context deadline exceeded|net/http: request canceled|unexpected EOF|: EOF$|Max retries exceeded|ReadTimeout|Read timed out|ConnectTimeout|ConnectionError|RemoteDisconnected|IncompleteRead|ChunkedEncodingError|Net::(?:Open|Read)Timeout|RPC failed|early EOF|expected 'packfile'|remote end hung up|curl: \\((?:5|6|7|16|18|28|35|52|55|56|92)\\)|curl error (?:6|7|28|35|52|55|56|92)|Failed to connect to |Couldn'?t connect to server|network is unreachable|no route to host|spurious network error|trouble with your network|Hash Sum mismatch|Failed to fetch \\S+://|Some index files failed to download|Unable to load the service index|failed to retrieve information about|Could not (?:GET|HEAD|transfer artifact)|Failed to download (?:file|metadata|package|any)|Download failed|download(?:ing)? .* failed|could not be downloaded|could not download (?:file|from)|download of .* failed|kex_exchange_identification|RemoteFetcher|CondaHTTPError|Failed to query available provider packages|Failed to (?:fetch|pull|retrieve) .*https?://|TypeError: fetch failed|UND_ERR_\\w+|Premature close|stream (?:error|was reset)|Connection to \\S+ (?:closed|refused)|mirror .*(?:failed|unavailable)|Unable to fetch|operation too slow|Client network socket"),
          step(
              INFRASTRUCTURE,
              true,
              "a daemon was not there",
              "(?i)Cannot connect to the Docker daemon|error during connect:|docker daemon is not running|failed to (?:do request|resolve (?:source metadata|reference))|httpReadSeeker|error pulling image|received unexpected HTTP status|failed to (?:authorize|fetch oauth token|fetch anonymous token)|net/http: TLS"),
          // A person has to look
          step(
              UNKNOWN,
              false,
              "a service that did not come up",
              "(?i)dependency failed to start|container \\S+ is unhealthy|application not healthy"),
          step(
              UNKNOWN,
              false,
              "a permission or a secret",
              "(?i)Resource not accessible by integration|Bad credentials|could not read (?:Username|Password)|terminal prompts disabled|Permission denied \\(publickey|Permission to \\S+ denied|remote: Permission .*denied|protected branch|GH006|GH013|denied: (?:permission_denied|requested access)|insufficient_scope|unauthorized: authentication required|authentication required|authentication failed|Authentication failed for|no basic auth credentials|incorrect username or password|\\bENEEDAUTH\\b|npm (?:ERR!|error) (?:code )?E40[13]\\b|status(?: code)?:? 40[13]\\b|\\b40[13] (?:Forbidden|Unauthorized)|returned error: 40[13]|error:? 40[13]\\b|HttpError: (?:Not Found|Forbidden|Unauthorized)|Input required and not supplied|Parameter token or opts\\.auth is required|environment variable .* (?:is )?(?:not set|required|missing)|(?:secret|token|credentials?|api[ _-]?key)\\b.{0,40}\\b(?:not set|missing|required|empty|not found|not provided|invalid|expired|must be)|Could not load (?:the )?credentials|Could not assume role|Not authorized to perform|AccessDenied|InvalidClientTokenId|ExpiredToken|OIDC|GPG (?:sign|key)|code ?signing|No signing certificate|requires a provisioning profile|Repository not found|remote: Not Found|repository '.*' not found|has no permission|Forbidden\\b"),
          step(
              UNKNOWN,
              false,
              "an image or reference that is not there",
              "(?i)manifest unknown|manifest for \\S+ not found|couldn't find remote ref|A branch or tag with the name .* could not be found|unknown revision or path|reference is not a tree|pull access denied|artifact (?:name )?not found|Unable to find any artifacts|no artifacts? found|Unable to download artifact"),
          step(
              UNKNOWN,
              false,
              "memory ran out within the process",
              "(?i)heap out of memory|Reached heap limit|java\\.lang\\.OutOfMemoryError|OutOfMemoryError|\\bMemoryError\\b|std::bad_alloc|GC overhead limit|LLVM ERROR: out of memory|virtual memory exhausted"),
          step(
              UNKNOWN,
              false,
              "a time limit",
              "(?i)has timed out after \\d+ minutes|exceeded the maximum execution time|Job's? (?:log )?exceeded (?:limit|the maximum)|No output has been received in the last|Too long with no output|execution took longer than|Build timed out|timeout: sending signal|The job running on runner .* has exceeded|job exceeded .*time"),
          step(
              UNKNOWN,
              false,
              "it was cancelled",
              "(?i)The operation was cancell?ed|The run was cancell?ed|Canceling since a higher priority|The job was cancell?ed|was cancell?ed by|Build was (?:aborted|cancell?ed)|^Aborted by|Received cancel"),
          step(
              UNKNOWN,
              false,
              "other jobs, whose logs say why",
              "(?i)(?:one or more|some|required|dependent|upstream|needed|the following|not all) (?:of the )?(?:required |dependent |needed )?(?:jobs?|checks?|needs|tests? jobs?)\\b.*(?:fail|unsuccessful|not succe|cancel|did not|skipped|pass)|Job status: (?:failure|cancelled)|needs\\.\\S+\\.result|jobs? (?:did not|didn't) (?:all )?succeed|✗ job |All jobs must|(?:result|status) (?:of|for) (?:job )?\\S+ (?:is|was):? ?'?(?:failure|cancelled)"));

  /** What asks again after it failed; counts only when nothing else is left. */
  static final Probe RETRIED =
      Probe.of(
          "(?i)\\bretr(?:y|ying|ied|ies)\\b|\\battempt \\d+|try(?:ing)? again|will be retried|\\bbacking off|\\bwarn(?:ing)?\\b");

  /** The words of such an attempt when it was the last. */
  static final Probe GAVE_UP =
      Probe.of(
          "(?i)giving up|gave up|no more retries|after \\d+ (?:attempts|retries|tries)|retries exceeded|exhausted|out of retries|max(?:imum)? (?:number of )?(?:retries|attempts)");

  /** A host on the machine itself, or one that no network has. */
  static final Probe LOCAL =
      Probe.of(
          "(?i)localhost|\\b127\\.\\d+\\.\\d+\\.\\d+|\\[?::1\\]?[:/]|0\\.0\\.0\\.0|\\.(?:test|example|invalid|local)\\b|example\\.(?:com|org|net)|host\\.docker\\.internal");

  /** Leads to the network with a tool that fetches. */
  static final Probe REMOTE =
      Probe.of(
          "(?i)https?://|ssh://|git@|[a-z0-9-]+\\.(?:com|org|io|net|dev|cloud|sh|rs)\\b|registry|npm|mirror|proxy|docker|pypi|repo");

  private Signals() {}

  static Optional<Signal> in(String text) {
    return ALL.stream().filter(signal -> signal.probe().in(text)).findFirst();
  }

  static Stream<Signal> blaming(FailureClass blamed) {
    return ALL.stream().filter(signal -> signal.blames() == blamed);
  }

  private static Signal service(FailureClass blames, String words, String expression) {
    return new Signal(blames, Trust.SERVICE, 3, true, words, Probe.of(expression));
  }

  private static Signal runner(FailureClass blames, String words, String expression) {
    return new Signal(blames, Trust.RUNNER, 3, true, words, Probe.of(expression));
  }

  private static Signal step(
      FailureClass blames, boolean passing, String words, String expression) {
    return new Signal(blames, Trust.STEP, 1, passing, words, Probe.of(expression));
  }

  /** Words that hardly mean anything else. */
  private static Signal plain(
      FailureClass blames, boolean passing, String words, String expression) {
    int weight = blames == BILLING_OR_QUOTA ? 3 : 2;
    return new Signal(blames, Trust.STEP, weight, passing, words, Probe.of(expression));
  }
}
