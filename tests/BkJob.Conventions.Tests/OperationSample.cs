using System.Text;
using BkJob.Protocol;
using BkJob.Transport;

namespace BkJob.Conventions.Tests;

/// <summary>An operation with a request of it and a recorded response of each API, so that all operations can be tested alike.</summary>
/// <param name="Name">The name of the operation.</param>
/// <param name="Payloads">The recorded responses of each API, by file name.</param>
public abstract record OperationSample(string Name, IReadOnlyDictionary<BkJobApi, string[]> Payloads)
{
    /// <summary>Whether it changes the state of the server.</summary>
    public abstract bool IsCommand { get; }

    /// <summary>Whether its parameters contain lists.</summary>
    public abstract bool HasLists { get; }

    /// <summary>The APIs that offer the operation.</summary>
    public abstract IEnumerable<BkJobApi> Apis { get; }

    /// <summary>The operation as Core declares it.</summary>
    internal abstract object Operation { get; }

    /// <summary>Reads a body as the response of an API.</summary>
    /// <param name="api">The API.</param>
    /// <param name="ids">What is requested.</param>
    /// <param name="body">The body.</param>
    /// <returns>The result, or why the response can't be used.</returns>
    public abstract Task<OperationReading> ReadAsync(BkJobApi api, PayloadIds ids, string body);

    /// <summary>Writes the request.</summary>
    public abstract HttpRequestMessage Write(BkJobClientOptions options);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

/// <summary>A sample of an operation with its types.</summary>
internal sealed record OperationSample<TRequest, TResult>(
    Operation<TRequest, TResult> Declaration, Func<PayloadIds, TRequest> CreateRequest, IReadOnlyDictionary<BkJobApi, string[]> Payloads)
    : OperationSample(Declaration.Names.Values.First(), Payloads)
    where TRequest : BkJobRequest
{
    /// <inheritdoc/>
    public override bool IsCommand => Declaration.Kind == RequestKind.Command;

    /// <inheritdoc/>
    public override bool HasLists => Declaration.HasLists;

    /// <inheritdoc/>
    public override IEnumerable<BkJobApi> Apis => Declaration.Names.Keys;

    /// <inheritdoc/>
    internal override object Operation => Declaration;

    /// <inheritdoc/>
    public override async Task<OperationReading> ReadAsync(BkJobApi api, PayloadIds ids, string body)
    {
        var options = new BkJobClientOptions { Server = new Uri("http://server/"), Api = api };
        using ResponseReader<TResult> reader = Declaration.CreateReader(CreateRequest(ids), ApiProfile.For(api), options);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        ResponseParseError? error = await reader.ReadAsync(stream, options.MaximumResponseSize, CancellationToken.None) ?? reader.Validate();
        return error is null ? new OperationReading(string.Join('\n', Dump.Of(reader.CreateResult("request")!)), null) : new OperationReading(null, error.What);
    }

    /// <inheritdoc/>
    public override HttpRequestMessage Write(BkJobClientOptions options) =>
        RequestWriter.Write(options, ApiProfile.For(options.Api), Declaration, CreateRequest(PayloadIds.Any), CredentialLocation.Header);
}

/// <summary>A response that was read.</summary>
/// <param name="Result">The result, as text; null when there is none.</param>
/// <param name="Error">Why the response can't be used; null when it can.</param>
public sealed record OperationReading(string? Result, string? Error);
