using BkJob.Operations;
using BkJob.Transport;

namespace BkJob.Starts;

/// <summary>Determines, before anything is sent, whether a server can serve a start, so that no plan of it is displayed that would fail.</summary>
internal static class StartSupport
{
    /// <summary>How far back the history is read; only whether the call exists matters.</summary>
    private static readonly TimeSpan ProbeSpan = TimeSpan.FromMinutes(1);

    /// <summary>Checks that an API of the server can serve a start, as far as the client knows the server.</summary>
    /// <exception cref="BkJobException">None can (<see cref="BkJobErrorKind.NotSupported"/>).</exception>
    public static void Check<TRequest>(BkJobClient client, StartCommand<TRequest> command)
        where TRequest : StartRequest
    {
        if (client.GetApis(command.Operation, command.Request).Count == 0)
        {
            throw client.CreateNotSupported(command.Operation, command.Request);
        }
    }

    /// <summary>
    /// Checks the same for a start that is only displayed. The start itself would show whether a server has ESB v3; here, a read does, if
    /// the start depends on it.
    /// </summary>
    /// <exception cref="BkJobException">None can (<see cref="BkJobErrorKind.NotSupported"/>).</exception>
    public static async Task CheckServerAsync<TRequest>(
        BkJobClient client, StartCommand<TRequest> command, Action<RequestEvent> onRequestCompleted, CancellationToken cancellation)
        where TRequest : StartRequest
    {
        if (client.Api != BkJobApi.EsbV2 || client.GetApis(command.Operation, command.Request).Contains(BkJobApi.EsbV2))
        {
            return;
        }

        DateTimeOffset now = client.ServerTime;
        var history = new JobInstanceListRequest(command.Request.Scope, (now - ProbeSpan).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), 0, 1)
        {
            IsTraced = command.Request.IsTraced,
            Origin = command.Request.Origin,
        };
        try
        {
            await client.GetJobInstancePageAsync(history, onRequestCompleted, cancellation).ConfigureAwait(false);
        }
        catch (BkJobException e) when (e.Kind == BkJobErrorKind.NotSupported)
        {
            // ESB v2 has no history, so this is a server without ESB v3 (Job 2.x).
            throw client.CreateNotSupported(command.Operation, command.Request);
        }
        catch (BkJobException)
        {
            // Only whether the call exists matters: a start reports what else is wrong.
        }
    }

    /// <summary>What no API of the server has, for a request that none can serve; null if it is the call itself.</summary>
    public static BkJobException? Explain(StartRequest request, BkJobApi api)
    {
        if (StartResult.HasContainers(request))
        {
            return Create(CoreMessages.TargetContainersNotSupported, ErrorHint.ContainerNotSupported, [BkJobApi.GatewayV4]);
        }

        if (api != BkJobApi.EsbV2)
        {
            return null;
        }

        long? hostId = request.Targets.SelectMany(target => target.Hosts).FirstOrDefault(host => host is { Id: not null, Address: null }).Id;
        return hostId is { } id ? Create(CoreMessages.FormatTargetHostIdNotSupported(id, api), ErrorHint.HostNotSupported, [BkJobApi.EsbV3, BkJobApi.GatewayV3])
            : request.MustNotStart ? Create(CoreMessages.CreateOnlyNotSupported, ErrorHint.CreateOnlyNotSupported, [])
            : null;
    }

    private static BkJobException Create(string message, ErrorHint hint, BkJobApi[] apis) => new(BkJobErrorKind.NotSupported, message)
    {
        Hint = hint,
        SuggestedApis = apis,
        Delivery = Delivery.NotExecuted,
    };
}
