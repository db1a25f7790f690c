namespace BkJob.Simulator;

/// <summary>Options of a simulator. The defaults are those of the demo.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The APIs that are provided; for all others, ESB and gateway respond that the API does not exist.</summary>
    public ServerApis Apis { get; init; } = ServerApis.All;

    /// <summary>The ESB to simulate.</summary>
    public EsbEdition Esb { get; init; } = EsbEdition.Newest;

    /// <summary>The version of the server: which calls exist, and which fields they have.</summary>
    public ServerProfile Profile { get; init; } = ServerProfile.Job312;

    /// <summary>The Job generation to simulate behind ESB v2, for jobs that do not specify one. Job 2.x has no other API.</summary>
    public Generation Generation { get; init; } = Generation.Job3;

    /// <summary>The TCP port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>True for a clock that only moves when it is advanced.</summary>
    public bool ManualClock { get; init; }

    /// <summary>The bk_app_code that is accepted.</summary>
    public string AppCode { get; init; } = "ops";

    /// <summary>The bk_app_secret that belongs to <see cref="AppCode"/>.</summary>
    public string AppSecret { get; init; } = "demo-secret";

    /// <summary>The bk_username on whose behalf <see cref="AppCode"/> can act without a login, at the ESB and at the gateway.</summary>
    public string UserName { get; init; } = "admin";

    /// <summary>The bk_token of a logged-in user.</summary>
    public string Token { get; init; } = "demo-token";

    /// <summary>The access_token (newest ESB and gateway, in the header) and bk_access_token (parameters) of a user.</summary>
    public string AccessToken { get; init; } = "demo-access-token";

    /// <summary>The gateway's stage; for another one, the API does not exist.</summary>
    public string Stage { get; init; } = "prod";

    /// <summary>
    /// The tenant of app and jobs; null for a server without tenants, which ignores X-Bk-Tenant-Id. With tenants, Job is not available
    /// through an ESB.
    /// </summary>
    public string? TenantId { get; init; }

    /// <summary>
    /// How long it takes the engine to execute an accepted command, on the simulator's clock, unless a job specifies its own delay. Until
    /// then, the job is unchanged.
    /// </summary>
    public TimeSpan EngineDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// False if the ESB v2 has no component for the commands, as on sites that did not configure it. In front of Job 2.x it never has one
    /// for operate_job_instance.
    /// </summary>
    public bool EsbV2Commands { get; init; } = true;

    /// <summary>The roles of the user in CMDB, which can be those of the approvers of a step.</summary>
    public IReadOnlyList<string> UserRoles { get; init; } = [];

    /// <summary>The maximum start of a page of the v3 history, as some sites configure it; null for no limit.</summary>
    public int? HistoryStartLimit { get; init; }

    /// <summary>How starts are handled.</summary>
    public StartOptions Starts { get; init; } = new();

    /// <summary>
    /// How far the clock of the server is ahead of the real or manual one. All times of the server and the Date header follow it.
    /// </summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>
    /// True to start with the demo catalogue; false to start without any job or plan. Accounts and saved scripts always exist.
    /// </summary>
    public bool Catalogue { get; init; } = true;

    /// <summary>Applies the profile to the other options.</summary>
    internal SimulatorOptions WithProfile() => Profile switch
    {
        ServerProfile.Job2x => this with { Apis = Apis & ServerApis.EsbV2, Generation = Generation.Job2 },
        ServerProfile.Job39 => this with { Apis = Apis & ~ServerApis.GatewayV4 },
        ServerProfile.MultiTenant => this with { TenantId = TenantId ?? "default" },
        _ => this,
    };
}

/// <summary>A version of the server.</summary>
public enum ServerProfile
{
    /// <summary>Job 3.12, with all APIs.</summary>
    Job312,

    /// <summary>Job 3.9: no v4, no limit of a page, and the older fields of logs and plans.</summary>
    Job39,

    /// <summary>Job 2.x, behind ESB v2 only.</summary>
    Job2x,

    /// <summary>Job 3.12 with tenants: every request needs one, and Job is not available through an ESB.</summary>
    MultiTenant,
}

/// <summary>The names of the profiles on the command line.</summary>
internal static class ServerProfileName
{
    private static readonly Dictionary<string, ServerProfile> Profiles = new(StringComparer.Ordinal)
    {
        ["job2x"] = ServerProfile.Job2x,
        ["3.9"] = ServerProfile.Job39,
        ["3.12"] = ServerProfile.Job312,
        ["mt"] = ServerProfile.MultiTenant,
    };

    /// <summary>The profile of a name; null if there is none.</summary>
    public static ServerProfile? Parse(string name) => Profiles.TryGetValue(name, out var profile) ? profile : null;

    /// <summary>The name of a profile.</summary>
    public static string Of(ServerProfile profile) => Profiles.Single(pair => pair.Value == profile).Key;
}

/// <summary>The ESB in front of Job; the editions read credentials from different locations.</summary>
public enum EsbEdition
{
    /// <summary>Reads the X-Bkapi-Authorization header, or the parameters if there is none.</summary>
    Newest,

    /// <summary>Reads the parameters only and ignores the header.</summary>
    Legacy,
}

/// <summary>The Job generation behind the ESB; they return different bodies at the same URL.</summary>
public enum Generation
{
    /// <summary>Job 2.x: the format of the API documentation.</summary>
    Job2,

    /// <summary>Job 3.x: the format that the code of the server writes.</summary>
    Job3,
}
