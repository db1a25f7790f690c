namespace BkJob.Simulator;

/// <summary>The message of a standalone simulator when it is ready.</summary>
internal static class Greeting
{
    public static string For(SimulatorServer server)
    {
        var options = server.Options;
        var address = server.Address.ToString().TrimEnd('/');
        var clock = server.Clock.IsManual ? ", manual clock" : "";
        var tenant = options.TenantId is { } id ? $", tenant {id}" : "";
        var profile = ServerProfileName.Of(options.Profile);
        return $"""
            BlueKing Job simulator at {address} (profile {profile}, {options.Esb} ESB, {options.Generation} bodies{tenant}{clock})
            APIs: {string.Join(", ", ServerApiList.Of(options.Apis))}

            In PowerShell:
              $env:BKJOB_APP_SECRET = '{options.AppSecret}'
              Connect-BkJob {address} -AppCode {options.AppCode} -UserName {options.UserName} -BizId 1{Further(options)}

            Other credentials: bk_token '{options.Token}', access_token '{options.AccessToken}'.

            Jobs of business 1:
              100         a failed deployment
              101 .. 115  one for each status: 100 + the status
              116 .. 119  unknown codes, retried and ignored, Job 2.x, names that are hard to print
              120 .. 125  alive from now on: succeeds, fails, waits for you, is retried, is terminated, rolls
              126 .. 128  2 000 hosts, plain, IPv6 alone
              129 .. 140  everyday jobs; 132 and 137 failed
              141         in containers, which only GatewayV4 can show
              20001 .. 20060  the history of the last five days
              20000481177, 9007199254740993  large ids
            Of the business set 9000001: 9127
            Plans: 1000450 with every type of variable; 1000790 and 1000791 have one name
            To start jobs: accounts root, app, mysql and winadmin; hosts 1 .. 1000 and 2000001 .. {2_000_000 + options.Starts.KnownHosts}

            Control: GET {address}/_sim. Ctrl+C ends it.
            """;
    }

    // The parameters that Connect-BkJob requires in addition.
    private static string Further(SimulatorOptions options)
    {
        // An ESB does not support tenants.
        var api = ServerApiList.Of(options.Apis).FirstOrDefault(one => options.TenantId is null || one >= ServerApis.GatewayV3);
        return (api is ServerApis.EsbV2 or ServerApis.None ? "" : $" -Api {api}")
            + (options.Stage == new SimulatorOptions().Stage ? "" : $" -Stage {options.Stage}")
            + (options.TenantId is { } tenant ? $" -TenantId {tenant}" : "");
    }
}
