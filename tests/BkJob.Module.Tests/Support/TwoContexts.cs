using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>A session with the contexts "one" and "two", the default, on one simulator. The tenant of a request tells them apart.</summary>
internal static class TwoContexts
{
    public static Session Connect(SimulatorServer server)
    {
        var session = new Session();
        session.Set("server", server.Address.ToString());
        session.Set("secret", Session.Secure("demo-secret"));
        foreach (string name in new[] { "one", "two" })
        {
            session.Run($"Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1 -Name {name} -TenantId {name}").ThrowIfFailed();
        }

        server.Requests.Clear();
        return session;
    }

    /// <summary>The contexts of all requests since, in order of arrival.</summary>
    public static string RequestedFrom(SimulatorServer server) =>
        string.Join(' ', server.Requests.All.Select(request => request.Headers["X-Bk-Tenant-Id"]));
}
