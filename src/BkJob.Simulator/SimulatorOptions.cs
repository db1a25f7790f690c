namespace BkJob.Simulator;

/// <summary>How a simulator is set up. The defaults are those of a demo.</summary>
public sealed record SimulatorOptions
{
    /// <summary>What is offered; asked for anything else, ESB and gateway answer that there is no such API.</summary>
    public ServerApis Apis { get; init; } = ServerApis.All;

    /// <summary>The ESB to play.</summary>
    public EsbEdition Esb { get; init; } = EsbEdition.Newest;

    /// <summary>The Job generation to play behind ESB v2, where a job doesn't name its own. Job 2.x has no other API.</summary>
    public Generation Generation { get; init; } = Generation.Job3;

    /// <summary>The TCP port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>True for a clock that stands still until it is advanced.</summary>
    public bool ManualClock { get; init; }

    /// <summary>The bk_app_code that is accepted.</summary>
    public string AppCode { get; init; } = "ops";

    /// <summary>The bk_app_secret that belongs to <see cref="AppCode"/>.</summary>
    public string AppSecret { get; init; } = "demo-secret";

    /// <summary>The bk_username that <see cref="AppCode"/> may act for without a login, at the ESB and at the gateway.</summary>
    public string UserName { get; init; } = "admin";

    /// <summary>The bk_token of a logged-in user.</summary>
    public string Token { get; init; } = "demo-token";

    /// <summary>The access_token (newest ESB and gateway, in the header) and bk_access_token (parameters) of a user.</summary>
    public string AccessToken { get; init; } = "demo-access-token";

    /// <summary>The gateway's stage; asked for another one, it has no such API.</summary>
    public string Stage { get; init; } = "prod";

    /// <summary>
    /// The tenant of app and jobs; null for a server without tenants, which doesn't look at X-Bk-Tenant-Id. With tenants Job answers
    /// nothing through an ESB.
    /// </summary>
    public string? TenantId { get; init; }

    /// <summary>True to start with the demo catalogue; false to start without any job.</summary>
    public bool Catalogue { get; init; } = true;
}
