namespace BkJob.Protocol;

/// <summary>What the dialects send to say which job instance is meant.</summary>
internal static class QueryParameters
{
    /// <summary>Numbers of this range name a set of businesses where a business is asked for (protocol of Job 3.5 and later).</summary>
    private const long FirstBizSet = 8_000_000;
    private const long LastBizSet = 9_999_999;

    /// <summary>
    /// For v2 and v3. The open ESB component drops the scope pair and demands bk_biz_id; Job 3.6 and later prefers the pair. Both get
    /// both.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, object>> WithBizId(JobInstanceQuery query)
    {
        if (query.Scope.BizId is { } bizId)
        {
            yield return new("bk_biz_id", bizId);
        }

        if (query.Scope.HasPair)
        {
            yield return new("bk_scope_type", query.Scope.ScopeType!);
            yield return new("bk_scope_id", query.Scope.ScopeId!);
        }

        yield return new("job_instance_id", query.JobInstanceId);
    }

    /// <summary>For v4, which takes the pair alone: a business is the scope of its own number.</summary>
    public static IEnumerable<KeyValuePair<string, object>> WithScope(JobInstanceQuery query)
    {
        bool isSet = query.Scope.BizId is >= FirstBizSet and <= LastBizSet;
        yield return new("bk_scope_type", query.Scope.HasPair ? query.Scope.ScopeType! : isSet ? "biz_set" : "biz");
        yield return new("bk_scope_id", query.Scope.HasPair ? query.Scope.ScopeId! : FormattableString.Invariant($"{query.Scope.BizId}"));
        yield return new("job_instance_id", query.JobInstanceId);
    }

    /// <summary>The parameters, and one more where the hosts are asked for.</summary>
    public static IEnumerable<KeyValuePair<string, object>> AndHosts(
        this IEnumerable<KeyValuePair<string, object>> parameters, JobInstanceQuery query, string name) =>
        query.IncludeHosts ? parameters.Append(new(name, true)) : parameters;
}
