namespace BkJob.Protocol;

/// <summary>A call of the API, declared once for all APIs that offer it.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResult">The result of a response.</typeparam>
internal sealed class Operation<TRequest, TResult>
    where TRequest : BkJobRequest
{
    /// <summary>The name of the call in each API that offers it.</summary>
    public required IReadOnlyDictionary<BkJobApi, string> Names { get; init; }

    /// <summary>Whether it changes the state of the server.</summary>
    public RequestKind Kind { get; init; } = RequestKind.Read;

    /// <summary>Whether it has parameters that are lists, so that they are sent in the body of a POST whatever its kind.</summary>
    public bool HasLists { get; init; }

    /// <summary>
    /// Whether a client of ESB v2 calls ESB v3 first and v2 only if the server has no v3 (Job 2.x): v2 returns less. The status is the
    /// exception, because the user selected v2 for it.
    /// </summary>
    public bool PrefersEsbV3 { get; init; } = true;

    /// <summary>Whether an API can serve a request; null if every API that has the call can. An API lacks parameters of another.</summary>
    public Func<TRequest, BkJobApi, bool>? CanServe { get; init; }

    /// <summary>Writes the parameters of a request, without credentials.</summary>
    public required Action<ParameterWriter, TRequest> WriteParameters { get; init; }

    /// <summary>Creates the reader of one response.</summary>
    public required Func<TRequest, ApiProfile, BkJobClientOptions, ResponseReader<TResult>> CreateReader { get; init; }

    /// <summary>The APIs to call, the first that the server offers: the client's own, or a sibling on the same server.</summary>
    /// <param name="api">The API of the client.</param>
    /// <returns>Empty if neither offers the call.</returns>
    public IEnumerable<BkJobApi> GetApis(BkJobApi api)
    {
        if (api == BkJobApi.EsbV2 && PrefersEsbV3 && Names.ContainsKey(BkJobApi.EsbV3))
        {
            yield return BkJobApi.EsbV3;
        }

        if (Names.ContainsKey(api))
        {
            yield return api;
        }
        else if (api == BkJobApi.GatewayV4 && Names.ContainsKey(BkJobApi.GatewayV3))
        {
            yield return BkJobApi.GatewayV3;
        }
    }

    /// <summary>The path of the call below the server's address.</summary>
    public string GetPath(BkJobClientOptions options, ApiProfile api) => api.GetPath(options, Names[api.Api]);
}
