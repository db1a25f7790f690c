using BkJob.Logs;
using BkJob.Operations;
using BkJob.Protocol;
using BkJob.Starts;
using BkJob.Transport;

namespace BkJob;

/// <summary>A client of one server. Safe to use from many threads at once; holds the secrets until it is disposed of.</summary>
public sealed class BkJobClient : IDisposable
{
    private static readonly TimeSpan EsbTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan GatewayTimeout = TimeSpan.FromSeconds(60);

    private readonly BkJobClientOptions _options;
    private readonly TimeProvider _clock;
    private readonly PooledSender _sender;
    private readonly RateGate _gate;
    private readonly ApiProfile _api;
    private readonly ApiPipeline _pipeline;
    private readonly CredentialLocationResolver _locationResolver;

    /// <summary>Calls of sibling APIs that the server does not offer. A site can publish some calls of an API and not others.</summary>
    private volatile string[] _missingCalls = [];

    /// <summary>How far the clock of the server is ahead, in ticks.</summary>
    private long _serverClockOffset;

    /// <summary>Creates a client. Nothing is sent: the API has no call that would prove a login.</summary>
    /// <param name="options">The server, and the credentials.</param>
    /// <param name="clock">The clock of all waits; null for the system clock.</param>
    public BkJobClient(BkJobClientOptions options, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaximumResponseSize, BkJobClientOptions.ResponseSizeLimit);

        // Copies: the caller may dispose of its secrets at any time, and this client disposes of its own.
        _options = options = options with
        {
            Server = ServerAddress.Base(options.Server),
            AppSecret = options.AppSecret?.Copy(),
            Token = options.Token?.Copy(),
            AccessToken = options.AccessToken?.Copy(),
        };
        _clock = clock ?? TimeProvider.System;
        _sender = new PooledSender(options);
        _gate = new RateGate(_clock, Random.Shared.NextDouble);
        _api = ApiProfile.For(options.Api);
        _pipeline = new ApiPipeline(_sender, options, _clock, new SecretRedactor(options));
        _locationResolver = new CredentialLocationResolver(
            _api.IsGateway ? CredentialLocation.Header : options.CredentialLocation,
            hasApp: options is { AppCode: not null, AppSecret: not null });
    }

    /// <summary>Reads a job instance; transient errors are retried.</summary>
    /// <param name="query">The job instance.</param>
    /// <param name="onRequestCompleted">Called after each request, on any thread; may be null.</param>
    /// <param name="cancellation">A token to cancel the request, or the wait for the next one.</param>
    /// <exception cref="BkJobException">No usable response was received.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public Task<JobInstance> GetJobInstanceAsync(
        JobInstanceQuery query, Action<RequestEvent>? onRequestCompleted = null, CancellationToken cancellation = default) =>
        InvokeAsync(GetJobInstanceStatus.Operation, query, onRequestCompleted, cancellation);

    /// <summary>Closes the sockets, which fails pending requests, and removes the secrets from memory.</summary>
    public void Dispose()
    {
        _sender.Dispose();
        _options.AppSecret?.Dispose();
        _options.Token?.Dispose();
        _options.AccessToken?.Dispose();
    }

    /// <summary>Requests an operation on a job. It is retried only if it was certainly not executed.</summary>
    /// <param name="request">The job and the operation.</param>
    /// <param name="onRequestCompleted">Called after each request, on any thread; may be null.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    /// <exception cref="BkJobException">The operation was not accepted, or it is unknown whether it was (<see cref="BkJobException.Delivery"/>).</exception>
    internal Task OperateJobInstanceAsync(JobOperationRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        InvokeAsync(OperateJobInstance.Operation, request, onRequestCompleted, cancellation);

    /// <summary>Requests an operation on a step, as <see cref="OperateJobInstanceAsync"/> does on a job.</summary>
    internal Task OperateStepInstanceAsync(StepOperationRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        InvokeAsync(OperateStepInstance.Operation, request, onRequestCompleted, cancellation);

    /// <summary>Reads the logs of many hosts of a step.</summary>
    internal Task<HostLogResult> GetHostLogsAsync(HostLogRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        InvokeAsync(GetHostLogs.Operation, request, onRequestCompleted, cancellation);

    /// <summary>Reads the log of one host.</summary>
    internal Task<HostLogResult> GetHostLogAsync(HostLogRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        InvokeAsync(GetHostLog.Operation, request, onRequestCompleted, cancellation);

    /// <summary>Reads a page of the history.</summary>
    internal Task<JobInstancePage> GetJobInstancePageAsync(
        JobInstanceListRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        InvokeAsync(GetJobInstanceList.Operation, request, onRequestCompleted, cancellation);

    /// <summary>Reads a page of the job plans.</summary>
    internal Task<JobPlanPage> GetJobPlanPageAsync(
        JobPlanListRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        InvokeAsync(GetJobPlanList.Operation, request, onRequestCompleted, cancellation);

    /// <summary>Reads a job plan with its variables and steps.</summary>
    internal Task<JobPlan> GetJobPlanAsync(
        JobPlanRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        InvokeAsync(GetJobPlanDetail.Operation, request, onRequestCompleted, cancellation);

    /// <summary>Reads the variables of a job.</summary>
    internal Task<IReadOnlyList<JobVariable>> GetJobVariablesAsync(
        JobVariableRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        InvokeAsync(GetJobInstanceGlobalVarValue.Operation, request, onRequestCompleted, cancellation);

    /// <summary>Creates a job. It is retried only if it was certainly not created.</summary>
    internal Task<CreatedJob> CreateJobAsync<TRequest>(
        Operation<TRequest, CreatedJob> operation, TRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation)
        where TRequest : StartRequest => InvokeAsync(operation, request, onRequestCompleted, cancellation);

    /// <summary>
    /// Whether the server creates a job without starting it if the request says so; null if no start has shown it yet. Job 3.9 and earlier
    /// ignore the parameter.
    /// </summary>
    internal bool? CreatesOnly { get; set; }

    /// <summary>The user that requests are sent as; null if only a token identifies the user.</summary>
    internal string? UserName => _options.UserName;

    /// <summary>The time by the clock of the server, as far as its responses state it.</summary>
    internal DateTimeOffset ServerTime => _clock.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _serverClockOffset));

    /// <summary>The API of the client.</summary>
    internal BkJobApi Api => _api.Api;

    /// <summary>The APIs that can serve a request, as far as is known; empty if none can.</summary>
    internal IReadOnlyList<BkJobApi> GetApis<TRequest, TResult>(Operation<TRequest, TResult> operation, TRequest request)
        where TRequest : BkJobRequest =>
        [.. operation.GetApis(_api.Api).Where(api => MayOffer(operation, api) && operation.CanServe?.Invoke(request, api) is not false)];

    /// <summary>The API that serves an operation, as far as is known; null if none does.</summary>
    internal BkJobApi? GetApi<TRequest, TResult>(Operation<TRequest, TResult> operation)
        where TRequest : BkJobRequest => operation.GetApis(_api.Api).Where(api => MayOffer(operation, api)).Cast<BkJobApi?>().FirstOrDefault();

    /// <summary>
    /// How long a request whose response was lost can still be executed: as long as what is between the client and Job waits for Job's
    /// response, because Job continues even after that has stopped waiting (protocol-actions.md §4.7).
    /// </summary>
    internal TimeSpan GetExecutionWindow<TRequest, TResult>(Operation<TRequest, TResult> operation)
        where TRequest : BkJobRequest => ApiProfile.For(GetApi(operation) ?? _api.Api).IsGateway ? GatewayTimeout : EsbTimeout;

    /// <summary>The clock of all waits.</summary>
    internal TimeProvider Clock => _clock;

    /// <summary>Waits on the clock of the client.</summary>
    internal Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => Task.Delay(delay, _clock, cancellation);

    /// <summary>Sends one status request, or two until it is known where this server reads credentials.</summary>
    /// <param name="query">The request.</param>
    /// <param name="maxPause">The longest pause for the server's rate limit that is waited for.</param>
    /// <param name="onRequestCompleted">Called after a request that is not the last.</param>
    /// <param name="cancellation">A token to cancel the request.</param>
    internal Task<RequestResult<JobInstance>> PollJobInstanceAsync(
        JobInstanceQuery query, TimeSpan maxPause, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation) =>
        SendOnceAsync(GetJobInstanceStatus.Operation, query, _api, maxPause, onRequestCompleted, cancellation);

    /// <summary>Calls an operation over the first API of the server that offers it.</summary>
    private async Task<TResult> InvokeAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation, TRequest request, Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation)
        where TRequest : BkJobRequest
    {
        foreach (BkJobApi api in GetApis(operation, request))
        {
            RequestResult<TResult> result = await SendAsync(
                operation, request, ApiProfile.For(api), onRequestCompleted, cancellation).ConfigureAwait(false);
            if (result.Event.Fault is not { } fault)
            {
                return result.Value!;
            }

            // If the client's own API does not exist, the user selected the wrong one; a missing sibling is a server without the call.
            if (fault.Kind != BkJobErrorKind.ApiNotFound || api == _api.Api)
            {
                throw fault;
            }

            _missingCalls = [.. _missingCalls, GetCall(operation, api)];
        }

        throw CreateNotSupported(operation, request);
    }

    /// <summary>The error of a request that no API of the server can serve.</summary>
    internal BkJobException CreateNotSupported<TRequest, TResult>(Operation<TRequest, TResult> operation, TRequest request)
        where TRequest : BkJobRequest
    {
        if (request is StartRequest start && StartSupport.Explain(start, _api.Api) is { } explained)
        {
            return explained;
        }

        BkJobApi[] others = [.. GetOtherApis(operation, request)];
        return new BkJobException(BkJobErrorKind.NotSupported, CoreMessages.FormatNotSupported(_api.Api, string.Join(", ", others)))
        {
            SuggestedApis = others,
            Delivery = Delivery.NotExecuted,
        };
    }

    /// <summary>Whether the server offers a call over an API, as far as is known.</summary>
    private bool MayOffer<TRequest, TResult>(Operation<TRequest, TResult> operation, BkJobApi api)
        where TRequest : BkJobRequest => api == _api.Api || !_missingCalls.Contains(GetCall(operation, api));

    private static string GetCall<TRequest, TResult>(Operation<TRequest, TResult> operation, BkJobApi api)
        where TRequest : BkJobRequest => $"{api} {operation.Names[api]}";

    private IEnumerable<BkJobApi> GetOtherApis<TRequest, TResult>(Operation<TRequest, TResult> operation, TRequest request)
        where TRequest : BkJobRequest => operation.Names.Keys.Where(api => api != _api.Api && operation.CanServe?.Invoke(request, api) is not false);

    /// <summary>Sends a request, and retries it if its kind allows it.</summary>
    private async Task<RequestResult<TResult>> SendAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation, TRequest request, ApiProfile api, Action<RequestEvent>? onRequestCompleted,
        CancellationToken cancellation)
        where TRequest : BkJobRequest
    {
        for (int attempt = 1; ; attempt++)
        {
            RequestResult<TResult> result = await SendOnceAsync(
                operation, request, api, RetryPolicy.MaxRetryAfter, onRequestCompleted, cancellation).ConfigureAwait(false);
            TimeSpan? delay = GetRetryDelay(operation.Kind, result.Event.Fault, attempt);
            onRequestCompleted?.Invoke(result.Event with { RetryIn = delay });
            if (delay is null)
            {
                return result;
            }

            await DelayAsync(delay.Value, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<RequestResult<TResult>> SendOnceAsync<TRequest, TResult>(
        Operation<TRequest, TResult> operation, TRequest request, ApiProfile api, TimeSpan maxPause,
        Action<RequestEvent>? onRequestCompleted, CancellationToken cancellation)
        where TRequest : BkJobRequest
    {
        CredentialLocation location = _locationResolver.Location;
        RequestResult<TResult> first = await SendToAsync(location).ConfigureAwait(false);
        if (first.Event.Fault is not { IsAppUnknown: true } || !_locationResolver.MayTryBodyAfter(location))
        {
            _locationResolver.ReportHeaderResult(first.Event);
            return first;
        }

        onRequestCompleted?.Invoke(first.Event);
        return await _locationResolver.TryBodyAsync(first, SendToAsync, cancellation).ConfigureAwait(false);

        async Task<RequestResult<TResult>> SendToAsync(CredentialLocation sendLocation)
        {
            await _gate.WaitAsync(maxPause, cancellation).ConfigureAwait(false);
            RequestResult<TResult> result = await _pipeline.SendAsync(operation, request, api, sendLocation, cancellation).ConfigureAwait(false);
            _gate.Report(result.Event, result.WindowEnds);
            if (result.ServerTime is { } serverTime)
            {
                Interlocked.Exchange(ref _serverClockOffset, (serverTime - _clock.GetUtcNow()).Ticks);
            }

            return result;
        }
    }

    private TimeSpan? GetRetryDelay(RequestKind kind, BkJobException? fault, int attempt) =>
        fault is not null && attempt <= _options.MaximumRetryCount && RetryPolicy.ShouldRetry(kind, fault)
            ? RetryPolicy.GetDelay(fault, attempt, Random.Shared.NextDouble())
            : null;
}
