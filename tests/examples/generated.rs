//! The examples of the documentation, each with the lines that the page does not show. Where they no longer compile, empty
//! this file and let it be written anew: `INSTA_UPDATE=always cargo test -p wx-tests --test examples`.

mod access_token {
    use wx_api::access_token::*;

    async fn get_access_token(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.get_access_token(GetAccessToken::new()).await?;
        Ok(())
    }

    async fn get_stable_access_token(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let request = GetStableAccessToken::new().force_refresh(true);
        let answer = client.get_stable_access_token(request).await?;
        Ok(())
    }
}

mod advertising {
    use wx_api::advertising::*;

    async fn publisher_adpos_general(client: wx_api::Client, page: u32, page_size: u32, start_date: AdDate, end_date: AdDate, ad_slot: AdSlot) -> Result<(), wx_api::Error> {
        let request = PublisherAdposGeneral::new(page, page_size, start_date, end_date)
            .ad_slot(ad_slot);
        let answer = client.publisher_adpos_general(request).await?;
        Ok(())
    }

    async fn publisher_adunit_general(client: wx_api::Client, page: u32, page_size: u32, start_date: AdDate, end_date: AdDate, ad_slot: AdSlot) -> Result<(), wx_api::Error> {
        let request = PublisherAdunitGeneral::new(page, page_size, start_date, end_date)
            .ad_slot(ad_slot);
        let answer = client.publisher_adunit_general(request).await?;
        Ok(())
    }
}

mod b2b_payment {
    use wx_api::b2b_payment::*;

    async fn get_b2b_order(client: wx_api::Client, mchid: String, out_trade_no: String) -> Result<(), wx_api::Error> {
        let request = GetB2bOrder::new(mchid).out_trade_no(out_trade_no);
        let answer = client.get_b2b_order(request).await?;
        Ok(())
    }
}

mod cloudbase {
    use wx_api::cloudbase::*;
    use wx_api::UnixSeconds;

    async fn invoke_cloud_function(client: wx_api::Client, env: String, name: String, req_data: String) -> Result<(), wx_api::Error> {
        let request = InvokeCloudFunction::new(env, name, req_data);
        let answer = client.invoke_cloud_function(request).await?;
        Ok(())
    }

    async fn get_database_record(client: wx_api::Client, env: String, query: String) -> Result<(), wx_api::Error> {
        let answer = client.get_database_record(GetDatabaseRecord::new(env, query)).await?;
        Ok(())
    }

    async fn get_cloud_base_statistics(client: wx_api::Client, action: StatisticsAction, begin_date: UnixSeconds, end_date: UnixSeconds) -> Result<(), wx_api::Error> {
        let request = GetCloudBaseStatistics::new(action, begin_date, end_date).page_offset(1);
        let answer = client.get_cloud_base_statistics(request).await?;
        Ok(())
    }
}

mod content_security {
    use wx_api::content_security::*;
    use wx_api::OpenId;
    use wx_api::Upload;

    async fn msg_sec_check(client: wx_api::Client, content: String, scene: CheckScene, openid: OpenId, title: String) -> Result<(), wx_api::Error> {
        let request = MsgSecCheck::new(content, scene, openid).title(title);
        let answer = client.msg_sec_check(request).await?;
        Ok(())
    }

    async fn img_sec_check(client: wx_api::Client, media: Upload) -> Result<(), wx_api::Error> {
        client.img_sec_check(ImgSecCheck::new(media)).await?;
        Ok(())
    }

    async fn media_check_async(client: wx_api::Client, media_url: String, media_type: CheckedMedia, scene: CheckScene, openid: OpenId) -> Result<(), wx_api::Error> {
        let request = MediaCheckAsync::new(media_url, media_type, scene, openid);
        let answer = client.media_check_async(request).await?;
        Ok(())
    }
}

mod customer_service {
    use wx_api::customer_service::*;
    use wx_api::MediaId;
    use wx_api::OpenId;
    use wx_api::Upload;

    async fn send_custom_message(client: wx_api::Client, touser: OpenId, message: CustomMessage, customservice: CustomService) -> Result<(), wx_api::Error> {
        let request = SendCustomMessage::new(touser, message).customservice(customservice);
        client.send_custom_message(request).await?;
        Ok(())
    }

    async fn upload_temp_media(client: wx_api::Client, media_type: MediaType, media: Upload) -> Result<(), wx_api::Error> {
        let answer = client.upload_temp_media(UploadTempMedia::new(media_type, media)).await?;
        Ok(())
    }

    async fn get_temp_media(client: wx_api::Client, media_id: MediaId) -> Result<(), wx_api::Error> {
        let answer = client.get_temp_media(GetTempMedia::new(media_id)).await?;
        Ok(())
    }
}

mod data_analysis {
    use wx_api::data_analysis::*;
    use wx_api::Date;

    async fn get_daily_visit_trend(client: wx_api::Client, begin_date: Date, end_date: Date) -> Result<(), wx_api::Error> {
        let request = GetDailyVisitTrend::new(begin_date, end_date);
        let answer = client.get_daily_visit_trend(request).await?;
        Ok(())
    }

    async fn get_user_portrait(client: wx_api::Client, begin_date: Date, end_date: Date) -> Result<(), wx_api::Error> {
        let answer = client.get_user_portrait(GetUserPortrait::new(begin_date, end_date)).await?;
        Ok(())
    }
}

mod express {
    use wx_api::express::*;
    use wx_api::Date;

    async fn add_order(client: wx_api::Client, order_id: String, delivery_id: String, biz_id: String, source: ParcelSource, sender: ParcelContact, receiver: ParcelContact, cargo: ParcelCargo, shop: ParcelShop, insured: ParcelInsurance, service: ParcelService) -> Result<(), wx_api::Error> {
        let request = AddOrder {
            order_id,
            delivery_id,
            biz_id,
            custom_remark: None,
            tagid: Some(1),
            source,
            sender,
            receiver,
            cargo,
            shop,
            insured,
            service,
            expect_time: None,
            take_mode: None,
        };
        let answer = client.add_order(request).await?;
        Ok(())
    }

    async fn get_all_account(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.get_all_account(GetAllAccount::new()).await?;
        Ok(())
    }

    async fn scatter_get_bill(client: wx_api::Client, date: Date, scatter_bill: ScatterBill) -> Result<(), wx_api::Error> {
        let file = client.scatter_get_bill(ScatterGetBill::new(date, scatter_bill)).await?;
        Ok(())
    }
}

mod face_verify {
    use wx_api::face_verify::*;
    use wx_api::OpenId;

    async fn get_verify_id(client: wx_api::Client, out_seq_no: String, cert_info: CertInfo, openid: OpenId) -> Result<(), wx_api::Error> {
        let answer = client.get_verify_id(GetVerifyId::new(out_seq_no, cert_info, openid)).await?;
        Ok(())
    }

    async fn query_verify_info(client: wx_api::Client, verify_id: String, out_seq_no: String, cert_hash: String, openid: OpenId) -> Result<(), wx_api::Error> {
        let request = QueryVerifyInfo::new(verify_id, out_seq_no, cert_hash, openid);
        let answer = client.query_verify_info(request).await?;
        Ok(())
    }

    async fn get_face_identify_image(client: wx_api::Client, verify_id: String, out_seq_no: String, cert_hash: String, openid: OpenId) -> Result<(), wx_api::Error> {
        let request = GetFaceIdentifyImage::new(verify_id, out_seq_no, cert_hash, openid);
        let file = client.get_face_identify_image(request).await?;
        Ok(())
    }
}

mod image {
    use wx_api::image::*;
    use wx_api::Upload;

    async fn img_ai_crop(client: wx_api::Client, img: Upload) -> Result<(), wx_api::Error> {
        let answer = client.img_ai_crop(ImgAiCrop::new().img(img)).await?;
        Ok(())
    }
}

mod immediate_delivery {
    use wx_api::immediate_delivery::*;

    async fn add_local_order(client: wx_api::Client, order: LocalDraft, delivery_token: String) -> Result<(), wx_api::Error> {
        let request = AddLocalOrder::new(order).delivery_token(delivery_token);
        let answer = client.add_local_order(request).await?;
        Ok(())
    }

    async fn pre_add_order(client: wx_api::Client, order: LocalDraft) -> Result<(), wx_api::Error> {
        let answer = client.pre_add_order(PreAddOrder::new(order)).await?;
        Ok(())
    }

    async fn get_local_order(client: wx_api::Client, shopid: String, shop_order_id: String, shop_no: String) -> Result<(), wx_api::Error> {
        let request = GetLocalOrder::new(shopid, shop_order_id).shop_no(shop_no);
        let answer = client.get_local_order(request).await?;
        Ok(())
    }

    async fn cancel_local_order(client: wx_api::Client, shopid: String, shop_order_id: String, delivery_id: String, cancel_reason_id: CancelReason, waybill_id: String) -> Result<(), wx_api::Error> {
        let request = CancelLocalOrder::new(shopid, shop_order_id, delivery_id, cancel_reason_id)
            .waybill_id(waybill_id);
        let answer = client.cancel_local_order(request).await?;
        Ok(())
    }

    async fn get_all_imme_delivery(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.get_all_imme_delivery(GetAllImmeDelivery::new()).await?;
        Ok(())
    }
}

mod link {
    use wx_api::link::*;

    async fn generate_scheme(client: wx_api::Client, jump_wxa: JumpWxa) -> Result<(), wx_api::Error> {
        let answer = client.generate_scheme(GenerateScheme::new().jump_wxa(jump_wxa)).await?;
        Ok(())
    }

    async fn generate_url_link(client: wx_api::Client, path: String) -> Result<(), wx_api::Error> {
        let answer = client.generate_url_link(GenerateUrlLink::new().path(path)).await?;
        Ok(())
    }
}

mod live_broadcast {
    use wx_api::live_broadcast::*;
    use wx_api::JsonText;
    use serde_json::Value;

    async fn get_shared_code(client: wx_api::Client, room_id: u64, params: JsonText<Value>) -> Result<(), wx_api::Error> {
        let answer = client.get_shared_code(GetSharedCode::new(room_id).params(params)).await?;
        Ok(())
    }

    async fn get_live_info(client: wx_api::Client, start: u32, limit: u32) -> Result<(), wx_api::Error> {
        let answer = client.get_live_info(GetLiveInfo::new(start, limit)).await?;
        Ok(())
    }

    async fn get_live_replay(client: wx_api::Client, room_id: u64, start: u32, limit: u32) -> Result<(), wx_api::Error> {
        let answer = client.get_live_replay(GetLiveReplay::new(room_id, start, limit)).await?;
        Ok(())
    }
}

mod login {
    use wx_api::login::*;
    use wx_api::OpenId;
    use wx_api::SessionKey;

    async fn code2_session(client: wx_api::Client, js_code: String) -> Result<(), wx_api::Error> {
        let answer = client.code2_session(Code2Session::new(js_code)).await?;
        Ok(())
    }

    async fn check_session_key(client: wx_api::Client, openid: OpenId, session_key: SessionKey) -> Result<(), wx_api::Error> {
        client.check_session_key(CheckSessionKey::new(openid, session_key)).await?;
        Ok(())
    }

    async fn reset_user_session_key(client: wx_api::Client, openid: OpenId, session_key: SessionKey) -> Result<(), wx_api::Error> {
        let request = ResetUserSessionKey::new(openid, session_key);
        let answer = client.reset_user_session_key(request).await?;
        Ok(())
    }
}

mod mini_drama {
    use wx_api::mini_drama::*;
    use wx_api::Upload;

    async fn single_file_upload(client: wx_api::Client, media_name: String, media_type: DramaVideoFormat, media_data: Upload, cover_type: DramaCoverFormat) -> Result<(), wx_api::Error> {
        let request = SingleFileUpload::new(media_name, media_type, media_data)
            .cover_type(cover_type);
        let answer = client.single_file_upload(request).await?;
        Ok(())
    }

    async fn upload_part(client: wx_api::Client, upload_id: String, part_number: u32, resource_type: DramaResource, data: Upload) -> Result<(), wx_api::Error> {
        let request = UploadPart::new(upload_id, part_number, resource_type, data);
        let answer = client.upload_part(request).await?;
        Ok(())
    }
}

mod nearby_poi {
    use wx_api::nearby_poi::*;
    use wx_api::JsonText;

    async fn add_nearby_poi(client: wx_api::Client, store_name: String, pic_list: JsonText<PoiPictures>, service_infos: JsonText<PoiServices>, kf_info: JsonText<PoiCustomerService>, contract_phone: String, hour: String, company_name: String, credential: String, address: String) -> Result<(), wx_api::Error> {
        let request = AddNearbyPoi {
            store_name,
            pic_list,
            service_infos,
            kf_info: Some(kf_info),
            contract_phone,
            hour,
            company_name,
            credential,
            address,
            qualification_list: None,
            poi_id: None,
            map_poi_id: None,
        };
        let answer = client.add_nearby_poi(request).await?;
        Ok(())
    }
}

mod ocr {
    use wx_api::ocr::*;
    use wx_api::Upload;

    async fn idcard_ocr(client: wx_api::Client, img: Upload) -> Result<(), wx_api::Error> {
        let answer = client.idcard_ocr(IdcardOcr::new().img(img)).await?;
        Ok(())
    }

    async fn bankcard_ocr(client: wx_api::Client, img: Upload) -> Result<(), wx_api::Error> {
        let answer = client.bankcard_ocr(BankcardOcr::new().img(img)).await?;
        Ok(())
    }

    async fn comm_ocr(client: wx_api::Client, img: Upload) -> Result<(), wx_api::Error> {
        let answer = client.comm_ocr(CommOcr::new().img(img)).await?;
        Ok(())
    }
}

mod openapi_management {
    use wx_api::openapi_management::*;

    async fn clear_quota(client: wx_api::Client) -> Result<(), wx_api::Error> {
        client.clear_quota(ClearQuota::new()).await?;
        Ok(())
    }

    async fn clear_quota_by_app_secret(client: wx_api::Client) -> Result<(), wx_api::Error> {
        client.clear_quota_by_app_secret(ClearQuotaByAppSecret::new()).await?;
        Ok(())
    }

    async fn get_rid_info(client: wx_api::Client, rid: String) -> Result<(), wx_api::Error> {
        let answer = client.get_rid_info(GetRidInfo::new(rid)).await?;
        Ok(())
    }

    async fn get_api_quota(client: wx_api::Client, cgi_path: String) -> Result<(), wx_api::Error> {
        let answer = client.get_api_quota(GetApiQuota::new(cgi_path)).await?;
        Ok(())
    }
}

mod operation {
    use wx_api::operation::*;
    use wx_api::Date;
    use wx_api::MediaId;
    use wx_api::UnixSeconds;

    async fn get_feedback_media(client: wx_api::Client, record_id: u64, media_id: MediaId) -> Result<(), wx_api::Error> {
        let file = client.get_feedback_media(GetFeedbackMedia::new(record_id, media_id)).await?;
        Ok(())
    }

    async fn get_performance(client: wx_api::Client, cost_time_type: CostTimeType, default_start_time: UnixSeconds, default_end_time: UnixSeconds, scene: String, device: PerformanceDevice) -> Result<(), wx_api::Error> {
        let request = GetPerformance::new(cost_time_type, default_start_time, default_end_time, scene)
            .device(device);
        let answer = client.get_performance(request).await?;
        Ok(())
    }

    async fn realtimelog_search(client: wx_api::Client, date: Date, begintime: UnixSeconds, endtime: UnixSeconds) -> Result<(), wx_api::Error> {
        let request = RealtimelogSearch::new(date, begintime, endtime).start(1);
        let answer = client.realtimelog_search(request).await?;
        Ok(())
    }

    async fn get_domain_info(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.get_domain_info(GetDomainInfo::new()).await?;
        Ok(())
    }

    async fn get_server_domain(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.get_server_domain(GetServerDomain::new()).await?;
        Ok(())
    }

    async fn get_biz_domain(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.get_biz_domain(GetBizDomain::new()).await?;
        Ok(())
    }
}

mod phone_number {
    use wx_api::phone_number::*;
    use wx_api::OpenId;

    async fn get_phone_number(client: wx_api::Client, code: String, openid: OpenId) -> Result<(), wx_api::Error> {
        let answer = client.get_phone_number(GetPhoneNumber::new(code).openid(openid)).await?;
        Ok(())
    }
}

mod plugin {
    use wx_api::plugin::*;
    use wx_api::AppId;

    async fn apply_plugin(client: wx_api::Client, plugin_appid: AppId, reason: String) -> Result<(), wx_api::Error> {
        client.apply_plugin(ApplyPlugin::new(plugin_appid, reason)).await?;
        Ok(())
    }

    async fn get_plugin_list(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.get_plugin_list(GetPluginList::new()).await?;
        Ok(())
    }

    async fn unbind_plugin(client: wx_api::Client, plugin_appid: AppId) -> Result<(), wx_api::Error> {
        client.unbind_plugin(UnbindPlugin::new(plugin_appid)).await?;
        Ok(())
    }

    async fn update_plugin(client: wx_api::Client, plugin_appid: AppId, user_version: String) -> Result<(), wx_api::Error> {
        client.update_plugin(UpdatePlugin::new(plugin_appid, user_version)).await?;
        Ok(())
    }

    async fn get_plugin_dev_apply_list(client: wx_api::Client, page: u32, num: u32) -> Result<(), wx_api::Error> {
        let request = GetPluginDevApplyList::new(page, num);
        let answer = client.get_plugin_dev_apply_list(request).await?;
        Ok(())
    }

    async fn agree_dev_plugin(client: wx_api::Client, appid: AppId) -> Result<(), wx_api::Error> {
        client.agree_dev_plugin(AgreeDevPlugin::new(appid)).await?;
        Ok(())
    }

    async fn refuse_dev_plugin(client: wx_api::Client, reason: String, appid: AppId) -> Result<(), wx_api::Error> {
        client.refuse_dev_plugin(RefuseDevPlugin::new(reason).appid(appid)).await?;
        Ok(())
    }

    async fn delete_dev_plugin(client: wx_api::Client, appid: AppId) -> Result<(), wx_api::Error> {
        client.delete_dev_plugin(DeleteDevPlugin::new().appid(appid)).await?;
        Ok(())
    }
}

mod qrcode {
    use wx_api::qrcode::*;

    async fn get_unlimited_qr_code(client: wx_api::Client, scene: String) -> Result<(), wx_api::Error> {
        let request = GetUnlimitedQrCode::new(scene).check_path(true);
        let file = client.get_unlimited_qr_code(request).await?;
        Ok(())
    }

    async fn get_qr_code(client: wx_api::Client, path: String) -> Result<(), wx_api::Error> {
        let file = client.get_qr_code(GetQrCode::new(path).width(280)).await?;
        Ok(())
    }

    async fn create_qr_code(client: wx_api::Client, path: String) -> Result<(), wx_api::Error> {
        let file = client.create_qr_code(CreateQrCode::new(path).width(280)).await?;
        Ok(())
    }
}

mod search {
    use wx_api::search::*;

    async fn submit_pages(client: wx_api::Client, pages: Vec<SearchPage>) -> Result<(), wx_api::Error> {
        client.submit_pages(SubmitPages::new(pages)).await?;
        Ok(())
    }
}

mod service_market {
    use wx_api::service_market::*;
    use serde_json::Value;

    async fn invoke_service(client: wx_api::Client, service: String, api: String, data: Value, client_msg_id: String) -> Result<(), wx_api::Error> {
        let request = InvokeService::new(service, api, data, client_msg_id).r#async(true);
        let answer = client.invoke_service(request).await?;
        Ok(())
    }
}

mod subscribe_message {
    use wx_api::subscribe_message::*;
    use wx_api::Joined;
    use wx_api::OpenId;
    use wx_api::TemplateId;

    async fn send_message(client: wx_api::Client, touser: OpenId, template_id: TemplateId, data: TemplateData, page: String) -> Result<(), wx_api::Error> {
        let request = SendMessage::new(touser, template_id, data).page(page);
        let answer = client.send_message(request).await?;
        Ok(())
    }

    async fn get_pub_new_template_titles(client: wx_api::Client, ids: Joined<u32>, start: u32, limit: u32) -> Result<(), wx_api::Error> {
        let request = GetPubNewTemplateTitles::new(ids, start, limit);
        let answer = client.get_pub_new_template_titles(request).await?;
        Ok(())
    }

    async fn get_pub_new_template_keywords(client: wx_api::Client, tid: String) -> Result<(), wx_api::Error> {
        let request = GetPubNewTemplateKeywords::new(tid);
        let answer = client.get_pub_new_template_keywords(request).await?;
        Ok(())
    }

    async fn add_wxa_new_template(client: wx_api::Client, tid: String, kid_list: Vec<u32>, scene_desc: String) -> Result<(), wx_api::Error> {
        let request = AddWxaNewTemplate::new(tid, kid_list, scene_desc);
        let answer = client.add_wxa_new_template(request).await?;
        Ok(())
    }

    async fn get_wxa_pub_new_template(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.get_wxa_pub_new_template(GetWxaPubNewTemplate::new()).await?;
        Ok(())
    }
}

mod user_info {
    use wx_api::user_info::*;
    use wx_api::OpenId;
    use wx_api::SessionKey;

    async fn check_encrypted_data(client: wx_api::Client, encrypted_msg_hash: String) -> Result<(), wx_api::Error> {
        let request = CheckEncryptedData::new(encrypted_msg_hash);
        let answer = client.check_encrypted_data(request).await?;
        Ok(())
    }

    async fn get_paid_union_id(client: wx_api::Client, openid: OpenId, trade: PaidTrade) -> Result<(), wx_api::Error> {
        let answer = client.get_paid_union_id(GetPaidUnionId::new(openid, trade)).await?;
        Ok(())
    }

    async fn get_user_encrypt_key(client: wx_api::Client, openid: OpenId, session_key: SessionKey) -> Result<(), wx_api::Error> {
        let request = GetUserEncryptKey::new(openid, session_key);
        let answer = client.get_user_encrypt_key(request).await?;
        Ok(())
    }

    async fn get_plugin_open_pid(client: wx_api::Client, code: String) -> Result<(), wx_api::Error> {
        let answer = client.get_plugin_open_pid(GetPluginOpenPid::new(code)).await?;
        Ok(())
    }
}

mod virtual_payment {
    use wx_api::virtual_payment::*;
    use wx_api::OpenId;
    use wx_api::SessionKey;

    async fn query_order(client: wx_api::Client, openid: OpenId, env: PayEnv, order: VirtualOrderId) -> Result<(), wx_api::Error> {
        let answer = client.query_order(QueryOrder::new(openid, env, order)).await?;
        Ok(())
    }

    async fn query_user_balance(client: wx_api::Client, openid: OpenId, env: PayEnv, user_ip: String, session_key: SessionKey) -> Result<(), wx_api::Error> {
        let request = QueryUserBalance::new(openid, env, user_ip, session_key);
        let answer = client.query_user_balance(request).await?;
        Ok(())
    }

    async fn currency_pay(client: wx_api::Client, openid: OpenId, env: PayEnv, user_ip: String, order_id: String, session_key: SessionKey) -> Result<(), wx_api::Error> {
        let request = CurrencyPay {
            openid,
            env,
            user_ip: Some(user_ip),
            amount: 1,
            order_id,
            payitem: None,
            remark: None,
            session_key,
        };
        let answer = client.currency_pay(request).await?;
        Ok(())
    }

    async fn refund_virtual_order(client: wx_api::Client, openid: OpenId, order: VirtualOrderId, refund_order_id: String, biz_meta: String, refund_reason: RefundReason, req_from: RefundRequester, env: PayEnv) -> Result<(), wx_api::Error> {
        let request = RefundVirtualOrder {
            openid,
            order,
            refund_order_id,
            left_fee: 1,
            refund_fee: 1,
            biz_meta,
            refund_reason,
            req_from,
            env,
        };
        let answer = client.refund_virtual_order(request).await?;
        Ok(())
    }

    async fn query_punishment_reasons(client: wx_api::Client) -> Result<(), wx_api::Error> {
        let answer = client.query_punishment_reasons(QueryPunishmentReasons::new()).await?;
        Ok(())
    }
}
