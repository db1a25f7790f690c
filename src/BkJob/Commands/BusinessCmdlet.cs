using System.Collections.Concurrent;
using System.Management.Automation;
using BkJob.Completers;

namespace BkJob.Commands;

/// <summary>A cmdlet whose requests are about one business, which its parameters specify.</summary>
public abstract class BusinessCmdlet : ScopedCmdlet
{
    private readonly ConcurrentQueue<RequestEvent> _requests = new();

    /// <summary>Business (<c>bk_biz_id</c>). Null or blank selects that of the context.</summary>
    [Parameter]
    [Alias("BkBizId", "bk_biz_id")]
    [ArgumentCompleter(typeof(BizIdCompleter))]
    [AllowNull]
    [BizId]
    public long? BizId { get; set; }

    /// <summary>
    /// Type of scope: biz, biz_set or tenant_set; with <see cref="ScopeId"/>. The pair takes precedence over the business.
    /// </summary>
    [Parameter]
    [Alias("BkScopeType", "bk_scope_type")]
    [AllowNull]
    [AllowEmptyString]
    [ValidateScopeType]
    [ArgumentCompleter(typeof(ScopeTypeCompleter))]
    public string? ScopeType { get; set; }

    /// <summary>ID of the scope; with <see cref="ScopeType"/>.</summary>
    [Parameter]
    [Alias("BkScopeId", "bk_scope_id")]
    [AllowNull]
    [AllowEmptyString]
    [ValidateScopeId]
    public string? ScopeId { get; set; }

    /// <summary>Called after each request, on any thread.</summary>
    private protected Action<RequestEvent> OnRequestCompleted => _requests.Enqueue;

    /// <summary>The scope of the command line, otherwise of the input, otherwise of the context.</summary>
    /// <exception cref="BkJobException">The scope of the input is incomplete.</exception>
    private protected JobScope ResolveScope(JobScope ofInput, BkJobContext context) =>
        ResolveScope(new JobScope(BizId, ScopeType, ScopeId), ofInput, context);

    /// <summary>Waits for requests, and writes them to the verbose and debug streams.</summary>
    /// <exception cref="BkJobException">A request failed.</exception>
    private protected T Await<T>(ValueTask<T> result)
    {
        if (result.IsCompletedSuccessfully && _requests.IsEmpty)
        {
            return result.Result;
        }

        try
        {
            return result.AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            WriteTraces();
        }
    }

    private void WriteTraces()
    {
        while (_requests.TryDequeue(out RequestEvent? request))
        {
            WriteTrace(request);
        }
    }
}
